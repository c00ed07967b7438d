import type { CredentialShare, SharedCredential } from '@contract/optima';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany } from '../../support/make';
import { CredentialSharesRepository } from '../../../apps/api/src/modules/vault/shares/credential-shares.repository';
import { decrypted, tokenOf, type ShareAuditRow, type ShareLink } from './share-link';
import { LOGIN_FIELDS } from './login-fields';

interface Answer<Data> {
  readonly data: Data;
}

const PASSWORD = 'Lovelace-1815';
const NODES = ['credential.fetch', 'credential.secure_values.read', 'credential.share'];
const SCOPE = 'login.credentials.read';

let app: TestApp;
let admin: TestUser;
let company: TestCompany;
let typeId: string;
let credentialId: string;

const createCredential = async (name = 'Server', values?: Record<string, string>): Promise<string> =>
  (await make.credential(admin.agent, { name, typeId, companyId: company.id, values })).id;

const pathOf = (id = credentialId) => `/v1/credential/credentials/${id}/shares`;

const share = async (body: object = { fields: ['password'] }, user = admin, id = credentialId): Promise<ShareLink> =>
  (await user.agent.post<Answer<ShareLink>>(pathOf(id)).send(body).expect(201)).body.data;

const open = (link: ShareLink, token = tokenOf(link)) =>
  app.agent.post<Answer<SharedCredential>>(`/v1/credential/share/${link.id}`).send({ token });

const openShares = async (id = credentialId) =>
  (await admin.agent.get<Answer<CredentialShare[]>>(pathOf(id)).expect(200)).body.data;

const auditOf = (id: string) =>
  app.sql<ShareAuditRow>(
    `select actor_login, action, address, before, after from audit_log
      where target_id = $1 and action <> 'credential.create' order by seq`,
    [id],
  );

beforeAll(async () => {
  app = await startTestApp({
    SWITCHYARD_REVEALS_PER_MINUTE: '40',
    SWITCHYARD_RATE_LIMIT_FACTOR: '1',
    SWITCHYARD_CREDENTIAL_SCOPES: 'true',
    PUBLIC_URL: 'https://ops.example.com/',
  });
  admin = await app.actor('*');
  company = await make.company(app);
  typeId = (await make.credentialType(admin.agent, { fields: LOGIN_FIELDS })).id;
  credentialId = await createCredential();
});
afterAll(() => app.stop());

describe('a share', () => {
  it('opens once, with the key that only the link has', async () => {
    const link = await share({ fields: ['username', 'password'], note: ' For the move ' });
    expect(link.url).toMatch(new RegExp(`^https://ops.example.com/v1/credential/share/${link.id}#[\\w-]{43}$`));
    const { body } = await open(link).expect(200);
    expect(decrypted(link, body.data)).toEqual({
      name: 'Server',
      note: 'For the move',
      fields: [
        { label: 'User name', value: 'ada' },
        { label: 'Password', value: PASSWORD },
      ],
    });
    await open(link).expect(404);
    expect(await app.sql('select 1 from credential_shares where id = $1', [link.id])).toEqual([]);
  });

  it('opens for one of two who come at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const link = await share({ fields: ['username'] });
      const answers = await Promise.all([open(link), open(link), open(link)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    }
  });

  it('is kept so that the database does not tell it, nor the log', async () => {
    const link = await share();
    const secret = new URL(link.url).hash.slice(1);
    const [row] = await app.sql('select to_jsonb(s) as row from credential_shares s where id = $1', [link.id]);
    const hex = (text: string) => Buffer.from(text, 'base64url').toString('hex');
    const kept = JSON.stringify(row) + app.log.join('\n') + JSON.stringify(await app.sql('select * from audit_log'));
    const texts = [secret, tokenOf(link), PASSWORD];
    for (const text of [...texts, hex(secret), hex(tokenOf(link))]) expect(kept).not.toContain(text);
    expect(row).toMatchObject({ row: { sealed_content: expect.stringMatching(/^swx1\./) as string } });
  });

  it.each([
    ['an unknown id', (link: ShareLink) => open({ ...link, id: 'cunknown0000000000000000' })],
    ['a wrong token', (link: ShareLink) => open(link, tokenOf({ ...link, id: 'other' }))],
    ['the secret itself', (link: ShareLink) => open(link, new URL(link.url).hash.slice(1))],
  ])('answers the same 404 for %s, and stays', async (_case, call) => {
    const link = await share({ fields: ['username'] });
    const { body } = await call(link).expect(404);
    expect(body).toEqual({
      status: 404,
      message: 'The share does not exist, has expired or was opened already',
      error: 'CredentialShareNotFound',
      successful: false,
    });
    await open(link).expect(200);
  });

  it('is not opened by looking at its page, which is the same for every id', async () => {
    const link = await share({ fields: ['username'] });
    const page = await app.agent.get<string>(`/v1/credential/share/${link.id}`).expect(200);
    await app.agent.head(`/v1/credential/share/${link.id}`).expect(200);
    expect((await app.agent.get('/v1/credential/share/nobody').expect(200)).text).toBe(page.text);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(page.text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|https?:\/\/(?!www\.w3\.org)/i);
    await open(link).expect(200);
  });

  it('ends when its time is over, and is swept then', async () => {
    const [short, long] = [await share({ fields: ['username'], expiresIn: 60 }), await share({ fields: ['username'] })];
    expect(new Date(long.expiresAt).getTime() - app.clock.now().getTime()).toBeGreaterThan(86_390_000);
    app.clock.advance(61_000);
    expect((await openShares()).map(({ id }) => id)).not.toContain(short.id);
    await open(short).expect(404);
    await admin.agent.delete(`${pathOf()}/${short.id}`).expect(404);
    await app.nest.get(CredentialSharesRepository, { strict: false }).sweep(app.clock.now());
    const kept = await app.sql('select id from credential_shares where id = any($1)', [[short.id, long.id]]);
    expect(kept).toEqual([{ id: long.id }]);
    await open(long).expect(200);
  });

  it('can be revoked, by the path of its own credential', async () => {
    const other = await createCredential('Other');
    const link = await share({ fields: ['username'] });
    await admin.agent.delete(`${pathOf(other)}/${link.id}`).expect(404);
    const { body } = await admin.agent.delete(`${pathOf()}/${link.id}`).expect(200);
    expect(body).toMatchObject({ message: 'Credential Share Revoked Successfully!', data: null });
    await open(link).expect(404);
    await admin.agent.delete(`${pathOf()}/${link.id}`).expect(404);
  });

  it('goes with its credential', async () => {
    const id = await createCredential('Short-lived');
    const link = await share(undefined, admin, id);
    await admin.agent.delete(`/v1/credential/credentials/${id}`).expect(200);
    await open(link).expect(404);
  });

  it('shows what was shared, whatever the credential says by now', async () => {
    const id = await createCredential('Rotated');
    const link = await share(undefined, admin, id);
    const fields = [{ fieldId: 'password', value: 'Newer-Secret-1' }];
    await admin.agent.patch(`/v1/credential/credentials/${id}`).send({ fields }).expect(200);
    const { body } = await open(link).expect(200);
    expect(decrypted(link, body.data)).toMatchObject({ fields: [{ label: 'Password', value: PASSWORD }] });
  });
});

describe('a share of somebody who may not share it any more', () => {
  const RIGHTS = [...NODES, SCOPE];
  type End = [what: string, happen: (user: TestUser) => PromiseLike<unknown>];
  const lacks = (node: string): End => [
    `lacks ${node}`,
    ({ id }) => app.sql('update users set permissions = array_remove(permissions, $2) where id = $1', [id, node]),
  ];

  it.each<End>([
    ['is disabled', ({ id }) => app.sql('update users set active = false where id = $1', [id])],
    ['is deleted', ({ id }) => admin.agent.delete(`/v1/user/users/${id}`).expect(200)],
    ...RIGHTS.map(lacks),
  ])('is gone once its author %s, on record and for good', async (_what, happen) => {
    const author = await app.actor(...RIGHTS);
    const link = await share(undefined, author);
    await happen(author);
    expect((await open(link).expect(404)).body).toMatchObject({ error: 'CredentialShareNotFound' });
    expect((await auditOf(credentialId)).at(-1)).toMatchObject({
      ...{ action: 'credential.share.refuse', actor_login: null },
      before: { shareId: link.id, sharedBy: author.login },
    });
    expect(await app.sql('select 1 from credential_shares where id = $1', [link.id])).toEqual([]);
  });
});

it('lists the open ones, the newest first and without anything that opens them', async () => {
  const id = await createCredential('Listed');
  const first = await share({ fields: ['username'], note: 'One' }, admin, id);
  app.clock.advance(1000);
  const second = await share({ fields: ['password', 'username'] }, admin, id);
  const listed = await openShares(id);
  expect(listed).toMatchObject([
    { id: second.id, fields: ['password', 'username'], note: null, createdBy: admin.login },
    { id: first.id, fields: ['username'], note: 'One', expiresAt: first.expiresAt },
  ]);
  expect(Object.keys(listed[0] ?? {})).toEqual(['id', 'fields', 'note', 'createdBy', 'createdAt', 'expiresAt']);
  await open(second).expect(200);
  expect(await openShares(id)).toHaveLength(1);
  expect(await openShares(await createCredential('Never shared'))).toEqual([]);
  await admin.agent.get(pathOf('nobody')).expect(404);
});

describe('sharing is a reveal', () => {
  it('with a row of the audit log for every secure value, for the share, and for its opening', async () => {
    const id = await createCredential('Audited', { username: 'ada', password: PASSWORD, pin: '0815' });
    const call = admin.agent.post<Answer<ShareLink>>(pathOf(id)).set('x-reveal-reason', 'Ticket 4711');
    const { body } = await call.send({ fields: ['pin', 'username', 'password'], note: 'Move' }).expect(201);
    const link = body.data;
    await open(link).expect(200);
    const revoked = await share({ fields: ['username'] }, admin, id);
    await admin.agent.delete(`${pathOf(id)}/${revoked.id}`).expect(200);
    const read = { action: 'credential.secure_value.read', actor_login: admin.login };
    const reason = 'Ticket 4711';
    expect(await auditOf(id)).toMatchObject([
      { ...read, after: { fieldId: 'password', reason } },
      { ...read, after: { fieldId: 'pin', reason } },
      { action: 'credential.share.create', actor_login: admin.login, after: { shareId: link.id, note: 'Move' } },
      {
        ...{
          action: 'credential.share.open',
          actor_login: null,
          address: expect.stringContaining('127.0.0.1') as string,
        },
        before: { shareId: link.id, sharedBy: admin.login, fields: ['pin', 'username', 'password'] },
      },
      { action: 'credential.share.create', after: { shareId: revoked.id } },
      { action: 'credential.share.revoke', actor_login: admin.login, before: { shareId: revoked.id } },
    ]);
  });

  it('that wants the scope of the type and a reason where one is required', async () => {
    const user = await app.actor(...NODES, 'obj.credential.*');
    await user.agent
      .post(pathOf())
      .send({ fields: ['password'] })
      .expect(403);
    await app.sql('update credential_types set reveal_reason_required = true where id = $1', [typeId]);
    const { body } = await admin.agent
      .post(pathOf())
      .send({ fields: ['password'] })
      .expect(400);
    await app.sql('update credential_types set reveal_reason_required = false where id = $1', [typeId]);
    expect(body).toMatchObject({ errors: [{ path: ['x-reveal-reason'] }] });
  });

  it('that counts', async () => {
    const user = await app.actor(...NODES, SCOPE);
    const id = await createCredential('Counted', { password: PASSWORD, pin: '0815' });
    for (let count = 0; count < 20; count += 1) await share({ fields: ['password', 'pin'] }, user, id);
    const before = (await auditOf(id)).length;
    await user.agent
      .post(pathOf(id))
      .send({ fields: ['pin'] })
      .expect(429);
    expect((await auditOf(id)).slice(before).map(({ action }) => action)).toEqual(['credential.secure_value.refuse']);
    expect(await openShares(id)).toHaveLength(20);
  });

  it('that leaves no row when it asks for what there is not', async () => {
    const id = await createCredential('Refused');
    await admin.agent
      .post(pathOf(id))
      .send({ fields: ['password', 'pin'] })
      .expect(400);
    expect(await auditOf(id)).toEqual([]);
    await admin.agent
      .post(pathOf('nobody'))
      .send({ fields: ['password'] })
      .expect(404);
  });
});

it.each([
  [{ fields: ['nothing'] }, ['fields', 0], 'nothing is not a field of this credential'],
  [{ fields: ['username', 'pin'] }, ['fields', 1], 'pin has no value'],
  [{ fields: ['tunnels'] }, ['fields', 0], 'tunnels has no value of its own'],
  [{ fields: ['username', 'username'] }, ['fields', 1], 'username is given twice'],
  [{ fields: [] }, ['fields'], undefined],
  [{}, ['fields'], undefined],
  [{ fields: ['username'], expiresIn: 59 }, ['expiresIn'], undefined],
  [{ fields: ['username'], expiresIn: 604_801 }, ['expiresIn'], undefined],
  [{ fields: ['username'], maxViews: 2 }, ['maxViews'], undefined],
  [{ fields: ['username'], note: 'x'.repeat(501) }, ['note'], undefined],
])('%j is refused by name', async (body, path, message) => {
  const answer = await admin.agent.post(pathOf()).send(body).expect(400);
  expect(answer.body).toMatchObject({ errors: [{ path, ...(message && { message }) }] });
});

it('nobody learns by sharing what the gate hides from them', async () => {
  const blind = await app.actor(...NODES, SCOPE);
  await blind.agent
    .post(pathOf())
    .send({ fields: ['password', 'username'] })
    .expect(403);
  const link = await share({ fields: ['password'] }, blind);
  const { body } = await open(link).expect(200);
  expect(decrypted(link, body.data)).toEqual({ fields: [{ label: 'password', value: PASSWORD }] });
});
