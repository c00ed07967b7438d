import { startTestApp, type TestApp } from '../../../support/app';
import { beaverLogin, ecoflowLogin, libertyLogin, storeUser } from './sign-in';

describe('rate limits', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ SWITCHYARD_RATE_LIMIT_FACTOR: '1' });
  });
  afterAll(() => app.stop());
  beforeEach(() => app.sql('truncate rate_limits'));

  const guess = async (login: string, times: number) => {
    for (let count = 0; count < times; count += 1) await ecoflowLogin(app.agent, login, 'wrong').expect(401);
  };

  it('answers 429 to the eleventh attempt at one login name, in the shape of every surface', async () => {
    const { login } = await storeUser(app);
    await guess(login, 10);
    const { headers, body } = await ecoflowLogin(app.agent, login.toUpperCase()).expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(body).toEqual({ error: true, payload: 'Too many requests' });
    await libertyLogin(app.agent, login).expect(429);
    await beaverLogin(app.agent, login).expect(429);
    await ecoflowLogin(app.agent, login, 'wrong', '/systemApi').expect(429);
  });

  it('gives an account one budget, under its login name and its e-mail address', async () => {
    const { login, email } = await storeUser(app);
    await guess(login, 5);
    await guess(email.toUpperCase(), 5);
    await ecoflowLogin(app.agent, login).expect(429);
    await ecoflowLogin(app.agent, email).expect(429);
  });

  it('counts guesses of the own password as attempts to sign in, on every surface', async () => {
    const { id, login } = await storeUser(app, ['user.read', 'user.write']);
    const { payload: token } = (await ecoflowLogin(app.agent, login).expect(200)).body;
    const agent = app.agent.as({ token, patterns: ['user.read', 'user.write'] });
    const passwords = { oldPassword: 'Wrong-Horse-7!', newPassword: 'Another-Horse-8!' };
    const byOptima = () => agent.post('/v1/user/@me/password').send(passwords);
    const userInfo = { ...passwords, rePassword: passwords.newPassword };
    const byEcoflow = () => agent.patch('/users').send({ mode: 'PWD', userInfo });
    for (let count = 0; count < 5; count += 1) await byOptima().expect(400);
    for (let count = 0; count < 4; count += 1) await byEcoflow().expect(400);
    await byOptima().expect(429);
    await byEcoflow().expect(429);
    const refusals = await app.sql(
      `select 1 from audit_log where action = 'user.password-refused' and level = 'warning' and target_id = $1`,
      [id],
    );
    expect(refusals).toHaveLength(9);
  });

  it('lets an address begin 100 sign-ins at the provider a minute', async () => {
    const begin = async () => (await app.agent.get('/v1/auth/uri')).status;
    const statuses = [];
    for (let count = 0; count < 101; count += 1) statuses.push(await begin());
    expect(statuses.slice(0, 100)).toEqual(Array<number>(100).fill(503));
    expect(statuses[100]).toBe(429);
  });

  it('leaves other login names alone', async () => {
    const [one, two] = [await storeUser(app), await storeUser(app)];
    await guess(one.login, 10);
    await ecoflowLogin(app.agent, one.login).expect(429);
    await ecoflowLogin(app.agent, two.login).expect(200);
  });

  it('believes no X-Forwarded-For without trust', async () => {
    const { login } = await storeUser(app);
    for (let count = 0; count < 10; count += 1) {
      await ecoflowLogin(app.agent, login, 'wrong').set('x-forwarded-for', `192.0.2.${count}`).expect(401);
    }
    await ecoflowLogin(app.agent, login).set('x-forwarded-for', '192.0.2.99').expect(429);
  });

  it('lets an address encrypt 60 times a minute', async () => {
    const encrypt = () => app.agent.post('/api/fmw/encrypt').send({ plain_text: 'x' });
    const statuses: number[] = [];
    for (let count = 0; count < 61; count += 1) statuses.push((await encrypt()).status);
    expect(statuses.slice(0, 60)).toEqual(Array<number>(60).fill(200));
    expect(statuses[60]).toBe(429);
  });

  it('counts concurrent attempts exactly', async () => {
    const { login } = await storeUser(app);
    const answers = await Promise.all(Array.from({ length: 14 }, () => ecoflowLogin(app.agent, login, 'wrong')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  });

  it('lets a token write 600 times a minute, each on its own', async () => {
    const [one, two] = [await app.actor('user.read'), await app.actor('user.read')];
    const check = (agent: typeof one.agent) =>
      agent.post('/v1/user/@me/check-permission').send({ permissions: ['user.read'] });
    for (let count = 0; count < 600; count += 50) {
      await Promise.all(Array.from({ length: 50 }, () => check(one.agent).expect(200)));
    }
    await check(one.agent).expect(429);
    await check(two.agent).expect(200);
    await one.agent.get('/v1/user/@me').expect(200);
  });
});
