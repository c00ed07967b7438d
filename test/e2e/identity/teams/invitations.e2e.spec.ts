import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface Invitation {
  id: string;
  role: number;
  sentAt: string | null;
  expiresAt: string;
  invitee: { external?: boolean; email?: string; username?: string };
}

const PASSWORD = 'smtp-secret-42';
const REFUSED = 'bounce@example.com';
const DAY_MS = 24 * 3_600_000;

const mails: string[] = [];

async function keep(stream: Readable, done: () => void): Promise<void> {
  mails.push(await text(stream));
  done();
}

const smtp = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  onAuth: (_auth, _session, done) => done(null, { user: 'mailer' }),
  onRcptTo: ({ address }, _session, done) => done(address === REFUSED ? new Error('no such box') : null),
  onData: (stream, _session, done) => void keep(stream, done),
});

let app: TestApp;
let owner: TestUser;
let team: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  app = await startTestApp({ SMTP_URL: `smtp://mailer:${PASSWORD}@127.0.0.1:${port}` });
  owner = await app.user(['team.*'], { login: 'olive' });
});
beforeEach(async () => {
  mails.length = 0;
  team = (await owner.agent.post<{ id: string }>('/api/v1/teams').send({ name: 'Crew' }).expect(200)).body.id;
});
afterAll(async () => {
  await app.stop();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

const invitations = () => `/api/v1/teams/${team}/invitations`;
const invite = async (user: string) => (await owner.agent.post(invitations()).send({ user }).expect(200)).body;
const open = async () =>
  (await owner.agent.get<{ invitations: Invitation[] }>(invitations()).expect(200)).body.invitations;
const received = async ({ agent }: TestUser) =>
  (await agent.get<{ invitations: Invitation[] }>('/api/v1/user/invitations').expect(200)).body.invitations;
const codeIn = (mail: string | undefined) => /^[A-Za-z0-9_-]{43}\r?$/m.exec(mail ?? '')?.[0].trim() ?? '';

describe('invitations', () => {
  it('make a user a member once they are accepted', async () => {
    const ada = await app.user(['team.read'], { email: 'ada@example.com' });
    expect(await invite(ada.login.toUpperCase())).toEqual({ status: 'okay' });
    expect(mails[0]).toContain('To: ada@example.com');
    const [invitation] = await received(ada);
    expect(invitation).toMatchObject({ role: 30, invitee: { username: ada.login } });
    await ada.agent.patch(`/api/v1/user/invitations/${invitation!.id}`).expect(200);
    await ada.agent.get(`/api/v1/teams/${team}`).expect(200);
    await ada.agent.patch(`/api/v1/user/invitations/${invitation!.id}`).expect(404);
    expect(await invite(ada.login)).toMatchObject({ error: { [ada.login]: 'Already a member of the team' } });
  });

  it('are answered only by whom they are for', async () => {
    const [ada, eve] = [await app.actor('team.read'), await app.actor('team.read')];
    await invite(ada.login);
    const [{ id } = { id: '' }] = await received(ada);
    await eve.agent.patch(`/api/v1/user/invitations/${id}`).expect(404);
    await eve.agent.delete(`/api/v1/user/invitations/${id}`).expect(404);
    await ada.agent.delete(`/api/v1/user/invitations/${id}`).expect(200);
    await ada.agent.get(`/api/v1/teams/${team}`).expect(404);
  });

  it('reach somebody without an account by e-mail, whose code is the proof', async () => {
    expect(await invite('grace@example.com')).toEqual({ status: 'okay' });
    const [invitation] = await open();
    expect(invitation).toMatchObject({ invitee: { external: true, email: 'grace@example.com' } });
    expect(invitation?.sentAt).not.toBeNull();
    const code = codeIn(mails[0]);
    const claimant = await app.user(['team.read'], { email: 'grace@example.com' });
    expect(await received(claimant)).toEqual([]);
    await claimant.agent.patch(`/api/v1/user/invitations/${invitation!.id}`).expect(404);
    await claimant.agent.patch(`/api/v1/user/invitations/${code}`).expect(200);
    await claimant.agent.get(`/api/v1/teams/${team}`).expect(200);
  });

  it('to an address are not for the account that claims it, only for whoever reads the e-mail', async () => {
    const claimant = await app.user(['team.read'], { email: 'ceo@example.com' });
    expect(await invite('CEO@example.com')).toEqual({ status: 'okay' });
    const [invitation] = await open();
    expect(invitation?.invitee).toEqual({ external: true, email: 'ceo@example.com' });
    expect(await received(claimant)).toEqual([]);
    await claimant.agent.patch(`/api/v1/user/invitations/${invitation!.id}`).expect(404);
    await claimant.agent.patch(`/api/v1/user/invitations/${codeIn(mails[0])}`).expect(200);
  });

  it('report each one that failed, and take back what no server took', async () => {
    const known = await app.actor('team.read');
    const body = await invite(`${known.login}, nobody, no@address, ${REFUSED}`);
    expect(body).toEqual({
      code: 'invitation_failed',
      error: {
        nobody: 'There is no such user',
        'no@address': 'Not an e-mail address',
        [REFUSED]: 'The e-mail could not be sent',
      },
    });
    expect((await open()).map(({ invitee }) => invitee.username)).toEqual([known.login]);
    const audit = await app.sql<{ row: string }>('select a::text as row from audit_log a');
    const written = [...app.log, ...audit.map(({ row }) => row)].join('\n');
    expect(written).toContain('could not be sent');
    expect(written).not.toContain(PASSWORD);
  });

  it('are five at once at most', async () => {
    const { body } = await owner.agent.post<{ code: string }>(invitations()).send({ user: 'a,b,c,d,e,f' }).expect(429);
    expect(body.code).toBe('too_many_invites');
    await owner.agent.post(invitations()).send({ user: ' , ' }).expect(400);
  });

  it('run seven days, unless they are sent again', async () => {
    const ada = await app.actor('team.read');
    await invite(ada.login);
    const [{ id, expiresAt } = { id: '', expiresAt: '' }] = await received(ada);
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 7 * DAY_MS)).toBeLessThan(60_000);
    await app.sql(`update team_invitations set expires_at = now() + interval '1 hour' where id = $1`, [id]);
    const resent = await owner.agent.post<Invitation>(`${invitations()}/${id}`).expect(200);
    expect(Date.parse(resent.body.expiresAt)).toBeGreaterThanOrEqual(Date.parse(expiresAt));
    await app.sql(`update team_invitations set expires_at = now() - interval '1 second' where id = $1`, [id]);
    expect(await received(ada)).toEqual([]);
    await ada.agent.patch(`/api/v1/user/invitations/${id}`).expect(404);
    expect(await invite(ada.login)).toEqual({ status: 'okay' });
  });

  it('end when the owner withdraws them', async () => {
    const ada = await app.actor('team.read');
    await invite(ada.login);
    const [{ id } = { id: '' }] = await received(ada);
    await owner.agent.delete(`${invitations()}/${id}`).expect(200);
    await owner.agent.delete(`${invitations()}/${id}`).expect(404);
    await owner.agent.post(`${invitations()}/${id}`).expect(404);
    expect(await received(ada)).toEqual([]);
  });
});
