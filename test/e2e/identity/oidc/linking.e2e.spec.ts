import type { JWTPayload } from 'jose';
import { startTestApp, type TestApp } from '../../../support/app';
import { begin, comeBack, WaitingClients, type Begun } from './browser-sign-in';
import { FakeIssuer } from './fake-issuer';

let issuer: FakeIssuer;
let app: TestApp;
let clients: WaitingClients;

beforeAll(async () => {
  issuer = await FakeIssuer.start();
  app = await startTestApp(issuer.env);
  clients = new WaitingClients(app);
});

afterAll(async () => {
  clients.close();
  await app.stop();
  await issuer.stop();
});

const returnAs = (begun: Begun, claims: JWTPayload) =>
  comeBack(app, issuer.url, {
    callbackKey: begun.callbackKey,
    cookie: begun.cookie,
    code: issuer.grant(begun.uri, claims),
  });

const errorOf = ({ body }: { body: unknown }) => (body as { error?: string }).error;

describe('linking', () => {
  const identitiesOf = async (userId: string) =>
    (await app.sql<{ subject: string }>('select subject from user_identities where user_id = $1', [userId])).map(
      ({ subject }) => subject,
    );

  it('makes the identity one of the user who was signed in when it began', async () => {
    const bo = await app.user(['user.read'], { login: 'bo' });
    const begun = await begin(app, bo.agent);
    const client = await clients.wait(begun.callbackKey);
    await returnAs(begun, { sub: 'subject-of-bo' }).expect(200);

    await client.tokens;
    expect(await identitiesOf(bo.id)).toEqual(['subject-of-bo']);
    await returnAs(await begin(app), { sub: 'subject-of-bo' }).expect(200);
    expect(await app.sql(`select target_id from audit_log where action = 'auth.identity-link'`)).toEqual([
      { target_id: bo.id },
    ]);
  });

  it('never takes an identity of another user, nor links in another browser', async () => {
    const ada = await app.user([]);
    await app.sql('insert into user_identities (issuer, subject, user_id) values ($1, $2, $3)', [
      ...[issuer.url, 'subject-of-ada', ada.id],
    ]);
    const cy = await app.user([]);
    expect(errorOf(await returnAs(await begin(app, cy.agent), { sub: 'subject-of-ada' }).expect(403))).toBe(
      'IdentityTaken',
    );
    const begun = await begin(app, cy.agent);
    const code = issuer.grant(begun.uri, { sub: 'subject-of-cy' });
    const elsewhere = await comeBack(app, issuer.url, { callbackKey: begun.callbackKey, code }).expect(403);

    expect(errorOf(elsewhere)).toBe('OtherBrowser');
    expect(await identitiesOf(cy.id)).toEqual([]);
  });

  it('links nothing for a session that has ended meanwhile', async () => {
    const di = await app.user(['user.read']);
    const begun = await begin(app, di.agent);
    await di.agent.post('/v1/auth/logout').expect(200);
    expect(errorOf(await returnAs(begun, { sub: 'subject-of-di' }).expect(400))).toBe('SignInExpired');
    expect(await identitiesOf(di.id)).toEqual([]);
  });
});
