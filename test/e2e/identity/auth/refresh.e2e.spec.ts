import { startTestApp, type TestApp } from '../../../support/app';
import { beaverLogin, CLIENT, ecoflowLogin, refreshCookieOf, storeUser, type StoredUser } from './sign-in';

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const GRACE_MS = 30_000;

describe('refreshing', () => {
  let app: TestApp;
  let user: StoredUser;

  beforeAll(async () => {
    app = await startTestApp({ CORS_ORIGINS: 'https://console.example.com' });
    user = await storeUser(app);
  });
  afterAll(() => app.stop());

  const firstToken = async () => (await beaverLogin(app.agent, user.login).expect(200)).body.refresh_token;

  const refresh = (token: string) => app.agent.post<{ data: Pair }>('/v1/auth/refresh').set('x-refresh-token', token);

  const account = (token: string) => app.agent.as({ token, patterns: ['user.read'] }).get('/v1/user/@me');

  it('gives new tokens, whichever surface opened the session', async () => {
    const { body } = await refresh(await firstToken())
      .set('authorization', 'Bearer stale')
      .expect(201);
    await account(body.data.accessToken).expect(200);
    const again = await app.agent
      .post<{ refresh_token: string }>('/oauth2/token')
      .type('form')
      .send({ grant_type: 'refresh_token', refresh_token: body.data.refreshToken, ...CLIENT })
      .expect(200);
    expect(again.body.refresh_token).not.toBe(body.data.refreshToken);
  });

  it('gives the same successor to the same client for 30 seconds', async () => {
    const token = await firstToken();
    const [one, two] = await Promise.all([refresh(token).expect(201), refresh(token).expect(201)]);
    expect(two.body.data.refreshToken).toBe(one.body.data.refreshToken);
    app.clock.advance(GRACE_MS - 5000);
    const three = await refresh(token).expect(201);
    expect(three.body.data.refreshToken).toBe(one.body.data.refreshToken);
  });

  it('ends the session when a used token comes back later', async () => {
    const token = await firstToken();
    const { data } = (await refresh(token).expect(201)).body;
    app.clock.advance(GRACE_MS + 1000);
    await refresh(token).expect(401);
    await refresh(data.refreshToken).expect(401);
    await account(data.accessToken).expect(401);
    const rows = await app.sql(`select 1 from audit_log where action = 'auth.refresh-reused' and target_id = $1`, [
      user.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('ends the session when another client presents a used token', async () => {
    const token = await firstToken();
    const { data } = (await refresh(token).expect(201)).body;
    await refresh(token).set('user-agent', 'thief').expect(401);
    await account(data.accessToken).expect(401);
  });

  it('refuses no token, an unknown one and that of a disabled user', async () => {
    await app.agent.post('/v1/auth/refresh').expect(401);
    await refresh('unknown').expect(401);
    const other = await storeUser(app);
    const { refresh_token: token } = (await beaverLogin(app.agent, other.login)).body;
    await app.sql('update users set active = false where id = $1', [other.id]);
    await refresh(token).expect(401);
  });

  it('ends both tokens at sign-out', async () => {
    const { data } = (await refresh(await firstToken()).expect(201)).body;
    await app.agent.as(data.accessToken).post('/v1/auth/logout').expect(200);
    await account(data.accessToken).expect(401);
    await refresh(data.refreshToken).expect(401);
  });

  describe('by the cookie of a browser', () => {
    const signIn = async () => refreshCookieOf((await ecoflowLogin(app.agent, user.login).expect(200)).headers).pair;

    const refreshBy = (cookie: string, mount = '') =>
      app.agent.patch<{ payload: string }>(`${mount}/users/refreshToken`).set('cookie', cookie);

    it('sets it out of reach of scripts and other sites, for seven days', async () => {
      const { headers } = await ecoflowLogin(app.agent, user.login).expect(200);
      const { pair, attributes } = refreshCookieOf(headers);
      expect(pair).toMatch(/^switchyard_refresh=[\w-]{43}$/);
      expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=604800']));
      expect(attributes).not.toContain('Secure');
    });

    it('replaces it together with the access token', async () => {
      for (const mount of ['', '/systemApi', '/systemApi/auth']) {
        const cookie = await signIn();
        const { body, headers } = await refreshBy(`a=1; ${cookie}; b=2`, mount)
          .set('authorization', 'Bearer stale')
          .expect(200);
        await account(body.payload).expect(200);
        expect(refreshCookieOf(headers).pair).not.toBe(cookie);
      }
    });

    it('answers 403 to whatever is wrong with it, never 401', async () => {
      for (const mount of ['', '/systemApi', '/systemApi/auth']) {
        await app.agent.patch(`${mount}/users/refreshToken`).expect(403);
        await refreshBy('switchyard_refresh=unknown', mount).expect(403);
        await refreshBy('switchyard_refresh=', mount).expect(403);
      }
    });

    it('accepts pages of this server and of CORS_ORIGINS only', async () => {
      const cookie = await signIn();
      for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
        await refreshBy(cookie).set('origin', origin).expect(403);
      }
      await refreshBy(cookie).set('origin', 'https://console.example.com').expect(200);
      await refreshBy(await signIn())
        .set('origin', app.url)
        .expect(200);
    });

    it('takes it away at sign-out', async () => {
      const { body, headers } = await ecoflowLogin(app.agent, user.login).expect(200);
      const answer = await app.agent.as(body.payload).delete('/users/logout').expect(200);
      expect(refreshCookieOf(answer.headers).pair).toBe('switchyard_refresh=');
      expect(refreshCookieOf(answer.headers).attributes).toContain('Max-Age=0');
      await refreshBy(refreshCookieOf(headers).pair).expect(403);
      await account(body.payload).expect(401);
    });
  });

  it('marks the cookie Secure where clients come over TLS', async () => {
    const secure = await startTestApp({ PUBLIC_URL: 'https://switchyard.example.com' });
    try {
      const { login } = await storeUser(secure);
      const { headers } = await ecoflowLogin(secure.agent, login).expect(200);
      expect(refreshCookieOf(headers).attributes).toContain('Secure');
    } finally {
      await secure.stop();
    }
  });
});
