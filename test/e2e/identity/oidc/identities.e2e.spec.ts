import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { begin, comeBack, WaitingClients } from './browser-sign-in';
import { FakeIssuer } from './fake-issuer';

let issuer: FakeIssuer;
let app: TestApp;
let clients: WaitingClients;
let manager: TestUser;

beforeAll(async () => {
  issuer = await FakeIssuer.start();
  app = await startTestApp(issuer.env);
  clients = new WaitingClients(app);
  manager = await app.user(['user.read.other', 'user.write.other', 'user.read']);
});

afterAll(async () => {
  clients.close();
  await app.stop();
  await issuer.stop();
});

const identities = (id: string) => `/v1/user/users/${id}/identities`;
const keyOf = (subject: string) => ({ issuer: issuer.url, subject });
const query = (subject: string) => new URLSearchParams(keyOf(subject)).toString();
const audited = (action: string, id: string) =>
  app.sql(`select 1 from audit_log where action = $1 and target_id = $2`, [action, id]);

describe('identities of a user', () => {
  it('are linked by an administrator, sign the user in, and are listed', async () => {
    const eve = await app.user(['user.read']);
    const linked = await manager.agent.post(identities(eve.id)).send(keyOf('subject-of-eve')).expect(201);
    expect(linked.body).toMatchObject({
      data: { ...keyOf('subject-of-eve'), createdAt: expect.any(String) as string },
    });
    const again = await manager.agent.post(identities(eve.id)).send(keyOf('subject-of-eve')).expect(201);
    expect(again.body).toEqual(linked.body);
    expect(await audited('auth.identity-link', eve.id)).toHaveLength(1);

    const begun = await begin(app);
    const client = await clients.wait(begun.callbackKey);
    const code = issuer.grant(begun.uri, { sub: 'subject-of-eve' });
    await comeBack(app, issuer.url, { callbackKey: begun.callbackKey, cookie: begun.cookie, code }).expect(200);
    await client.tokens;
    const list = await manager.agent.get(identities(eve.id)).expect(200);
    expect(list.body).toMatchObject({ data: [keyOf('subject-of-eve')] });
  });

  it('are unlinked with all that the user is signed in with', async () => {
    const fay = await app.user(['user.read']);
    await manager.agent.post(identities(fay.id)).send(keyOf('subject-of-fay')).expect(201);
    const gone = await manager.agent.delete(`${identities(fay.id)}?${query('subject-of-fay')}`).expect(200);
    expect(gone.body).toMatchObject({ data: keyOf('subject-of-fay') });
    await fay.agent.get('/v1/user/@me').expect(401);
    expect(await audited('auth.identity-unlink', fay.id)).toHaveLength(1);
    await manager.agent.delete(`${identities(fay.id)}?${query('subject-of-fay')}`).expect(404);
  });

  it('belong to one user', async () => {
    const [gil, hal] = [await app.user([]), await app.user([])];
    await manager.agent.post(identities(gil.id)).send(keyOf('subject-of-gil')).expect(201);
    const taken = await manager.agent.post(identities(hal.id)).send(keyOf('subject-of-gil')).expect(409);
    expect(taken.body).toMatchObject({ error: 'IdentityLinked' });
    await manager.agent.delete(`${identities(hal.id)}?${query('subject-of-gil')}`).expect(404);
    expect((await manager.agent.get(identities(gil.id)).expect(200)).body).toMatchObject({
      data: [keyOf('subject-of-gil')],
    });
  });

  it('of somebody who may do more are left alone: whoever chooses them is that user', async () => {
    const root = await app.user(['*']);
    await app.sql('insert into user_identities (issuer, subject, user_id) values ($1, $2, $3)', [
      ...[issuer.url, 'subject-of-root', root.id],
    ]);
    await manager.agent.post(identities(root.id)).send(keyOf('subject-of-manager')).expect(403);
    await manager.agent.delete(`${identities(root.id)}?${query('subject-of-root')}`).expect(403);
    await root.agent.get(identities(root.id)).expect(200);
  });

  it('take nothing that names no user or no identity', async () => {
    await manager.agent.get(identities('nobody')).expect(404);
    await manager.agent.post(identities('nobody')).send(keyOf('x')).expect(404);
    const bad = await manager.agent
      .post(identities(manager.id))
      .send({ issuer: 'no address', subject: '' })
      .expect(400);
    expect(bad.body).toMatchObject({ errors: [{ path: ['issuer'] }, { path: ['subject'] }] });
    await manager.agent.delete(identities(manager.id)).expect(400);
  });
});
