import { startTestApp, type TestApp } from '../../../support/app';
import { beaverLogin, CLIENT, ecoflowLogin, libertyLogin, PASSWORD, storeUser, type StoredUser } from './sign-in';

describe('signing in with a password', () => {
  let app: TestApp;
  let user: StoredUser;

  beforeAll(async () => {
    app = await startTestApp();
    user = await storeUser(app);
  });
  afterAll(() => app.stop());

  const loginAudit = (action: string) =>
    app.sql<{ message: string }>('select message from audit_log where action = $1 and target_id = $2', [
      action,
      user.id,
    ]);

  const logins: Record<string, (login: string, password?: string) => Promise<string>> = {
    'EcoFlow, documented mount': async (login, password) =>
      (await ecoflowLogin(app.agent, login, password).expect(200)).body.payload,
    'EcoFlow, compatible mount': async (login, password) =>
      (await ecoflowLogin(app.agent, login, password, '/systemApi').expect(200)).body.payload,
    'EcoFlow, its clients’ path': async (login, password) =>
      (await ecoflowLogin(app.agent, login, password, '/systemApi/auth').expect(200)).body.payload,
    Liberty: async (login, password) => (await libertyLogin(app.agent, login, password).expect(200)).body.access_token,
    'Beaver, documented mount': async (login, password) =>
      (await beaverLogin(app.agent, login, password).expect(200)).body.data.access_token,
    'Beaver, compatible mount': async (login, password) =>
      (await beaverLogin(app.agent, login, password, '/api/v1').expect(200)).body.access_token,
  };

  describe.each(Object.entries(logins))('%s', (_name, signIn) => {
    it('gives a token that every surface accepts, by login name and by e-mail in any case', async () => {
      for (const login of [user.login, user.email.toUpperCase()]) {
        const agent = app.agent.as({ token: await signIn(login), patterns: ['user.read'] });
        await agent.get('/v1/user/@me').expect(200);
        await agent.get('/users/isAuthenticated').expect(200);
        await agent.get('/api/auth/user').expect(200);
        await agent.get('/user').expect(200);
      }
    });

    it('gives one that stops working when the user is disabled', async () => {
      const other = await storeUser(app);
      const agent = app.agent.as({ token: await signIn(other.login) });
      await agent.get('/user').expect(200);
      await app.sql('update users set active = false where id = $1', [other.id]);
      await agent.get('/user').expect(401);
      await agent.get('/v1/user/@me').expect(401);
    });
  });

  it('tells a browser of EcoFlow who it is', async () => {
    const { payload } = (await ecoflowLogin(app.agent, user.login)).body;
    const { body } = await app.agent
      .as(payload)
      .get<{ payload: { _id: string; iat: number; exp: number } }>('/users/isAuthenticated')
      .expect(200);
    expect(body.payload._id).toBe(user.login);
    expect(body.payload.exp - body.payload.iat).toBe(3600);
  });

  it('gives Liberty a token of four hours', async () => {
    const { access_token: token } = (await libertyLogin(app.agent, user.login)).body;
    const { iat, exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      iat: number;
      exp: number;
    };
    expect(exp - iat).toBe(4 * 3600);
  });

  it('accepts the grant of Beaver as JSON too', async () => {
    const body = { grant_type: 'password', username: user.login, password: PASSWORD, ...CLIENT };
    await app.agent.post('/oauth2/token').send(body).expect(200);
  });

  it('stores an out-of-date hash anew', async () => {
    const fresh = await storeUser(app);
    await ecoflowLogin(app.agent, fresh.login).expect(200);
    const [row] = await app.sql<{ hash: string }>('select password_hash as hash from users where id = $1', [fresh.id]);
    expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await ecoflowLogin(app.agent, fresh.login).expect(200);
  });

  it('ignores a stale Authorization header', async () => {
    const stale = app.agent.as('stale');
    await ecoflowLogin(stale, user.login).expect(200);
    await libertyLogin(stale, user.login).expect(200);
    await beaverLogin(stale, user.login).expect(200);
    await stale.get('/init/status').expect(200);
  });

  it('records what succeeded and what did not', async () => {
    const before = await loginAudit('auth.login-failed');
    await ecoflowLogin(app.agent, user.login, 'wrong').expect(401);
    const after = await loginAudit('auth.login-failed');
    expect(after).toHaveLength(before.length + 1);
    expect((await loginAudit('auth.login')).length).toBeGreaterThan(0);
  });

  describe('refuses', () => {
    const refused = async (): Promise<[string, string][]> => {
      const disabled = await storeUser(app);
      await app.sql('update users set active = false where id = $1', [disabled.id]);
      return [
        [user.login, 'wrong'],
        ['nobody', PASSWORD],
        [disabled.login, PASSWORD],
      ];
    };

    it('an unknown or disabled user and a wrong password with one text on EcoFlow', async () => {
      for (const [login, password] of await refused()) {
        const failure = { error: true, payload: 'Wrong username or password' };
        expect((await ecoflowLogin(app.agent, login, password).expect(401)).body).toEqual(failure);
        for (const mount of ['/systemApi', '/systemApi/auth']) {
          expect((await ecoflowLogin(app.agent, login, password, mount).expect(200)).body).toEqual(failure);
        }
      }
    });

    it('them with one text on Beaver', async () => {
      for (const [login, password] of await refused()) {
        for (const mount of ['', '/api/v1']) {
          const { body } = await beaverLogin(app.agent, login, password, mount).expect(401);
          expect(body).toMatchObject({ error_code: 'authentication_failed', error_message: 'invalid_grant' });
        }
      }
    });

    it('them with two words on Liberty, an empty token and 200', async () => {
      const [wrongPassword = ['', ''], ...unknown] = await refused();
      const refusal = { access_token: '', token_type: '', status: 'error' };
      const { body } = await libertyLogin(app.agent, ...wrongPassword).expect(200);
      expect(body).toEqual({ ...refusal, message: 'passwordError' });
      for (const pair of unknown) {
        expect((await libertyLogin(app.agent, ...pair)).body).toEqual({ ...refusal, message: 'loginError' });
      }
    });

    it.each([
      ['a foreign client', { client_secret: 'guess', grant_type: 'password' }, 'invalid_client'],
      ['an unknown grant', { grant_type: 'implicit' }, 'unsupported_grant_type'],
      ['no grant', { grant_type: '' }, 'invalid_request'],
      ['a password grant without a password', { grant_type: 'password', username: 'x' }, 'invalid_request'],
      ['a refresh grant without a token', { grant_type: 'refresh_token' }, 'invalid_request'],
      ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }, 'invalid_grant'],
    ])('%s at the token endpoint', async (_what, parts, message) => {
      const { body } = await app.agent
        .post('/oauth2/token')
        .send({ ...CLIENT, ...parts })
        .expect(401);
      expect(body).toMatchObject({ error_code: 'authentication_failed', error_message: message });
    });

    it('other content types, and bodies that are no credentials', async () => {
      await app.agent.post('/users/login').type('form').send({ username: 'a', password: 'b' }).expect(415);
      await app.agent.post('/users/login').send({ username: 'a' }).expect(400);
      await app.agent.post('/api/auth/token').send({ user: 'a' }).expect(422);
      await app.agent.post('/users/login').send({ username: 'a\u0000', password: 'b' }).expect(400);
    });
  });
});
