import { generateKeyPair } from 'jose';
import { startOidcProvider, type RunningOidcProvider } from '../../../../apps/upstreams/src/oidc';
import { OidcProviders } from '../../../../apps/api/src/modules/identity/oidc/oidc-provider';
import { PasswordHasher } from '@app/crypto';
import { startTestApp, type TestApp } from '../../../support/app';
import { Browser } from '../../upstreams/browser';
import { begin, WaitingClients } from './browser-sign-in';
import { FakeIssuer } from './fake-issuer';

let app: TestApp;
let issuer: FakeIssuer;

describe('the local provider of demo and tests', () => {
  const PASSWORD = 'correct horse';
  const faults: unknown[] = [];
  let provider: RunningOidcProvider;

  beforeAll(async () => {
    app = await startTestApp();
    const clientSecret = 'secret-of-the-client';
    const settings = { port: 0, clientSecret, publicUrl: app.url, databaseUrl: app.databaseUrl };
    provider = await startOidcProvider(settings, (fault) => faults.push(fault));
    // As a process of its own it is tested with the upstreams; here the same provider runs in this process.
    jest.spyOn(app.nest.get(OidcProviders), 'current').mockResolvedValue({
      ...{ issuer: provider.issuer, clientId: 'switchyard', clientSecret, allowedTenants: [], knowsOurUsers: true },
    });
  });
  afterAll(async () => {
    await app.stop();
    await provider.close();
    expect(faults).toEqual([]);
  });

  it('signs a user in with the login and password of the product: page, redirect, socket', async () => {
    const ada = await app.user(['user.read', 'obj.user.login'], { login: 'ada' });
    const passwordHash = await app.nest.get(PasswordHasher).hash(PASSWORD);
    await app.sql('update users set password_hash = $1 where id = $2', [passwordHash, ada.id]);
    const { uri, callbackKey, cookie } = await begin(app);
    const clients = new WaitingClients(app);
    const client = await clients.wait(callbackKey);

    const browser = new Browser(provider.issuer);
    const leaving = await browser.submit(await browser.open(uri), { login: 'ada', password: PASSWORD });
    const target = new URL(leaving.headers.get('location') ?? '');
    expect(`${target.origin}${target.pathname}`).toBe(`${app.url}/v1/auth/redirect`);
    await app.agent.get(`${target.pathname}${target.search}`).set('cookie', cookie).expect(200);

    const { accessToken } = await client.tokens;
    clients.close();
    const profile = await app.agent.as(accessToken).get<{ data: { login: string } }>('/v1/user/@me').expect(200);
    expect(profile.body.data.login).toBe(ada.login);
    expect(await app.sql('select kind from sessions order by created_at desc limit 1')).toEqual([{ kind: 'oidc' }]);
  });
});

describe('a configured provider', () => {
  beforeAll(async () => {
    issuer = await FakeIssuer.start();
    app = await startTestApp(issuer.env);
  });
  afterAll(async () => {
    await app.stop();
    await issuer.stop();
  });

  it('is read when it is first needed, again after a failure, and not any more after that', async () => {
    issuer.broken = true;
    await app.agent.get('/v1/auth/uri').expect(502);
    issuer.broken = false;
    await begin(app);
    await begin(app);

    expect(issuer.discoveries).toBe(1);
  });

  describe('vouches for Liberty logins with type=oidc', () => {
    const login = (password: string | null, user = 'cara') =>
      app.agent.post<{ message: string; access_token: string }>('/api/auth/token?type=oidc').send({ user, password });

    beforeAll(async () => {
      const { id } = await app.user([], { login: 'cara' });
      await app.sql('insert into user_identities (issuer, subject, user_id) values ($1, $2, $3)', [
        ...[issuer.url, 'subject-of-cara', id],
      ]);
    });

    it('but not while its keys cannot be read, which says nothing about the token', async () => {
      issuer.broken = true;
      const answer = await login(await issuer.idToken({ sub: 'subject-of-cara' }));
      issuer.broken = false;
      expect(answer.status).toBe(503);
    });

    it('by an id_token of a linked user', async () => {
      const { body } = await login(await issuer.idToken({ sub: 'subject-of-cara' })).expect(200);

      expect(body.message).toBe('Authentication successful');
      await app.agent.as(body.access_token).get('/users/isAuthenticated').expect(200);
    });

    const now = Math.floor(Date.now() / 1000);
    it.each([
      ['of an unknown subject', { sub: 'unknown' }],
      ['without a subject', {}],
      ['for another client', { sub: 'subject-of-cara', aud: 'another' }],
      ['of another issuer', { sub: 'subject-of-cara', iss: 'https://evil.example' }],
      ['that has expired', { sub: 'subject-of-cara', exp: now - 60 }],
      ['that is not valid yet', { sub: 'subject-of-cara', nbf: now + 120 }],
    ])('but not by an id_token %s', async (_case, claims) => {
      const { body } = await login(await issuer.idToken(claims)).expect(200);
      expect(body).toMatchObject({ message: 'loginError', access_token: '' });
    });

    it('nor by one that another key signed, that is none, or that nobody signed', async () => {
      const { privateKey } = await generateKeyPair('RS256');
      const forged = await issuer.idToken({ sub: 'subject-of-cara' }, privateKey);
      const [, payload = ''] = forged.split('.');
      const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
      for (const token of [forged, unsigned, 'no.token.at-all', null]) {
        expect((await login(token).expect(200)).body.message).toBe('loginError');
      }
    });

    it('nor for a disabled user', async () => {
      const { id } = await app.user([], { login: 'dee', active: false });
      await app.sql('insert into user_identities (issuer, subject, user_id) values ($1, $2, $3)', [
        ...[issuer.url, 'subject-of-dee', id],
      ]);
      const { body } = await login(await issuer.idToken({ sub: 'subject-of-dee' }), 'dee').expect(200);
      expect(body.message).toBe('loginError');
    });
  });

  describe('the files of the pages', () => {
    it.each([
      ['/assets/sign-in.js', 'text/javascript; charset=utf-8', 'window.close();'],
      ['/assets/sign-in.css', 'text/css; charset=utf-8', 'main {'],
    ])('%s', async (path, type, content) => {
      const response = await fetch(`${app.url}${path}`);

      expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
      expect(await response.text()).toContain(content);
      expect((await fetch(`${app.url}${path}`, { method: 'POST' })).status).toBe(404);
    });
  });
});
