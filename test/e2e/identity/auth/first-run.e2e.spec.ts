import { startTestApp, type TestApp } from '../../../support/app';
import { beaverLogin, PASSWORD } from './sign-in';

const person = (name: string) => ({ email: `${name}@example.com`, nickname: name, password: PASSWORD });

describe('the first run', () => {
  const apps: TestApp[] = [];
  afterAll(() => Promise.all(apps.map((app) => app.stop())));

  const start = async (env?: Record<string, string>) => {
    const app = await startTestApp(env);
    apps.push(app);
    return app;
  };

  const register = (app: TestApp, name: string, mount = '') =>
    app.agent.post(`${mount}/user/register`).send(person(name));

  const usersOf = (app: TestApp) =>
    app.sql<{ login: string; permanent: boolean; role: string }>(
      `select u.login, u.permanent, r.moniker as role from users u
         join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id order by u.permanent desc, u.login`,
    );

  it('makes exactly one of two who register at once the administrator, and refuses the other', async () => {
    const app = await start();
    expect((await app.agent.get('/init/status')).body).toMatchObject({ payload: { isAuth: true, isNewClient: true } });
    expect((await app.agent.get('/systemApi/init/status')).body).toEqual({ isAuth: true, isNewClient: true });
    expect((await app.agent.get('/user/status')).body).toMatchObject({ data: { init: false } });
    await register(app, 'weak')
      .send({ ...person('weak'), password: 'too-weak-by-far' })
      .expect(400);

    const names = ['ada', 'bob', 'cyd', 'dan'];
    const answers = await Promise.all(names.map((name) => register(app, name)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
    const users = await usersOf(app);
    expect(users).toEqual([{ login: expect.any(String) as string, permanent: true, role: 'admin' }]);

    await register(app, 'late', '/api/v1').expect(403);
    expect((await app.agent.get('/init/status')).body).toMatchObject({ payload: { isNewClient: false } });
    expect((await app.agent.get('/user/status')).body).toMatchObject({ data: { init: true } });
    const { body } = await beaverLogin(app.agent, `${users[0]?.login ?? ''}@example.com`).expect(200);
    const own = await app.agent.as(body.access_token).get('/user').expect(200);
    expect(own.body).toMatchObject({ data: { email: `${users[0]?.login ?? ''}@example.com` } });
  });

  it('gives later ones the role viewer where sign-up is allowed, with login names of their own', async () => {
    const app = await start({ SWITCHYARD_SIGNUP: 'true' });
    await register(app, 'ada').expect(200);
    await register(app, 'bob').expect(200);
    await app.agent
      .post('/user/register')
      .send({ ...person('bob'), email: 'bob@elsewhere.example' })
      .expect(200);
    await app.agent
      .post('/user/register')
      .send({ ...person('me'), email: 'usernames@example.com' })
      .expect(200);
    const taken = await register(app, 'bob').expect(409);
    expect(taken.body).toMatchObject({ error_code: 'user_register_email_exist' });
    expect(await usersOf(app)).toEqual([
      { login: 'ada', permanent: true, role: 'admin' },
      { login: 'bob', permanent: false, role: 'viewer' },
      { login: expect.stringMatching(/^bob-/) as string, permanent: false, role: 'viewer' },
      { login: expect.stringMatching(/^usernames-/) as string, permanent: false, role: 'viewer' },
    ]);
  });

  it('gives each of many who register at once under like addresses a login name', async () => {
    const app = await start({ SWITCHYARD_SIGNUP: 'true' });
    await register(app, 'root').expect(200);
    const hosts = ['one', 'two', 'three', 'four'];
    const answers = await Promise.all(
      hosts.map((host) => app.agent.post('/user/register').send({ ...person('ada'), email: `ada@${host}.example` })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const logins = (await usersOf(app)).map(({ login }) => login).filter((login) => login !== 'root');
    expect(new Set(logins).size).toBe(4);
    expect(logins.filter((login) => login === 'ada')).toHaveLength(1);
  });

  it('takes the administrator from the environment', async () => {
    const app = await start({ SWITCHYARD_ADMIN_LOGIN: 'Root', SWITCHYARD_ADMIN_PASSWORD: PASSWORD });
    expect(await usersOf(app)).toEqual([{ login: 'root', permanent: true, role: 'admin' }]);
    await beaverLogin(app.agent, 'root').expect(200);
    await register(app, 'late').expect(403);
  });

  it('asks for the set-up token in production', async () => {
    const app = await start({
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://switchyard.example.com',
      SWITCHYARD_MASTER_KEY: Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64'),
      SWITCHYARD_RATE_LIMIT_FACTOR: '',
      SWITCHYARD_SETUP_TOKEN: 'a-token-of-our-own',
    });
    await register(app, 'ada').expect(403);
    await register(app, 'ada').set('x-setup-token', 'a-token-of-ours').expect(403);
    await register(app, 'ada').set('x-setup-token', 'a-token-of-our-own').expect(200);
    await register(app, 'bob').set('x-setup-token', 'a-token-of-our-own').expect(403);
  });
});
