import { PasswordHasher } from '@app/crypto';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface Answer<Data = unknown> {
  data: Data;
  errors?: { path: (string | number)[]; message: string }[];
}

const OLD = 'Old-Secret1!';
const NEW = 'New-Secret2!';
const OWN_ACCOUNT = ['user.read', 'user.write', 'obj.user.*'];

describe('the own account', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  /** Somebody with a password, signed in anew: a password set by others ends all sessions. */
  const withPassword = async (password = OLD) => {
    const user = await app.actor(...OWN_ACCOUNT);
    const hash = await app.nest.get(PasswordHasher).hash(password);
    await app.sql('update users set password_hash = $2 where id = $1', [user.id, hash]);
    return user;
  };
  const hashOf = async ({ id }: TestUser) =>
    (await app.sql<{ password_hash: string }>('select password_hash from users where id = $1', [id]))[0]?.password_hash;

  describe('on the Optima surface', () => {
    it('shows the signed-in user, gated', async () => {
      const user = await app.actor(...OWN_ACCOUNT);
      const { body } = await user.agent.get<Answer>('/v1/user/@me').expect(200);
      expect(body.data).toMatchObject({ id: user.id, login: user.login, roles: [], image: null });
      const bare = await app.actor('user.read');
      expect((await bare.agent.get<Answer>('/v1/user/%40me').expect(200)).body.data).toEqual({});
    });

    it('changes name and picture and nothing else', async () => {
      const user = await app.actor(...OWN_ACCOUNT);
      const body = { name: 'Renamed', image: 'https://example.com/a.jpg', login: 'other', permissions: ['*'] };
      const { body: answer } = await user.agent.patch<Answer>('/v1/user/@me').send(body).expect(200);
      expect(answer.data).toMatchObject({ name: 'Renamed', image: body.image, login: user.login });
      const [row] = await app.sql('select permissions from users where id = $1', [user.id]);
      expect(row).toEqual({ permissions: OWN_ACCOUNT });
      await user.agent.patch('/v1/user/@me').send({ image: 'javascript:alert(1)' }).expect(400);
    });

    it('tests own permissions in the order asked', async () => {
      const user = await app.actor('user.read', 'company.*');
      const permissions = ['company.fetch', 'user.write', 'company.fetch'];
      const { body } = await user.agent
        .post<Answer<{ results: object[] }>>('/v1/user/@me/check-permission')
        .send({ permissions })
        .expect(200);
      expect(body.data.results).toEqual([
        { permission: 'company.fetch', hasPermission: true },
        { permission: 'user.write', hasPermission: false },
        { permission: 'company.fetch', hasPermission: true },
      ]);
    });

    it('changes the password and ends the session', async () => {
      const user = await withPassword();
      await user.agent.post('/v1/user/@me/password').send({ oldPassword: OLD, newPassword: NEW }).expect(200);
      const hasher = app.nest.get(PasswordHasher);
      await expect(hasher.verify((await hashOf(user)) ?? null, NEW)).resolves.toBe(true);
      await user.agent.get('/v1/user/@me').expect(401);
    });

    it.each([
      ['a wrong old password', { oldPassword: 'Wrong-Secret1!', newPassword: NEW }, ['oldPassword']],
      ['the same password again', { oldPassword: OLD, newPassword: OLD }, ['newPassword']],
      ['a weak password', { oldPassword: OLD, newPassword: 'weak-secret' }, ['newPassword']],
    ])('refuses %s and keeps the session', async (_what, body, path) => {
      const user = await withPassword();
      const { body: answer } = await user.agent.post<Answer>('/v1/user/@me/password').send(body).expect(400);
      expect(answer.errors).toMatchObject([{ path }]);
      await user.agent.get('/v1/user/@me').expect(200);
    });

    it('refuses the previous password', async () => {
      const user = await withPassword(NEW);
      const previous = await app.nest.get(PasswordHasher).hash(OLD);
      await app.sql('update users set previous_password_hash = $2 where id = $1', [user.id, previous]);
      const { body } = await user.agent
        .post<Answer>('/v1/user/@me/password')
        .send({ oldPassword: NEW, newPassword: OLD })
        .expect(400);
      expect(body.errors).toEqual([{ path: ['newPassword'], message: 'newPassword is the previous password' }]);
    });

    it('refuses a user who has no password', async () => {
      const user = await app.actor(...OWN_ACCOUNT);
      await user.agent.post('/v1/user/@me/password').send({ oldPassword: OLD, newPassword: NEW }).expect(400);
    });

    it('lets one of two changes at once win', async () => {
      const user = await withPassword();
      const attempts = ['First-Secret1!', 'Second-Secret1!'].map((newPassword) =>
        user.agent.post('/v1/user/@me/password').send({ oldPassword: OLD, newPassword }),
      );
      const statuses = (await Promise.all(attempts)).map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 400]);
    });
  });

  describe('on the EcoFlow surface', () => {
    const patch = (user: TestUser, body: object, mount = '') =>
      user.agent.patch<{ payload: string }>(`${mount}/users`).send(body);

    it.each(['', '/systemApi'])('shows the account at %s/users', async (mount) => {
      const user = await app.actor(...OWN_ACCOUNT);
      const { body } = await user.agent.get<{ payload: object }>(`${mount}/users`).expect(200);
      expect(body.payload).toMatchObject({ username: user.login, email: null, isPermanent: false });
    });

    it('changes the profile; another e-mail ends the session, an empty one removes it', async () => {
      const user = await app.user(OWN_ACCOUNT, { email: 'profile@example.com' });
      await patch(user, { mode: 'info', userInfo: { name: 'Renamed', email: 'Profile@Example.com' } }).expect(200);
      await user.agent.get('/users').expect(200);
      await patch(user, { mode: 'info', userInfo: { email: '' } }).expect(200);
      const [row] = await app.sql('select name, email from users where id = $1', [user.id]);
      expect(row).toEqual({ name: 'Renamed', email: null });
      await user.agent.get('/users').expect(401);
    });

    it('answers 409 for the e-mail of somebody else', async () => {
      await app.user([], { email: 'somebody@example.com' });
      const user = await app.actor(...OWN_ACCOUNT);
      await patch(user, { mode: 'info', userInfo: { email: 'SOMEBODY@example.com' } }).expect(409);
    });

    it('changes the password', async () => {
      const user = await withPassword();
      const userInfo = { oldPassword: OLD, newPassword: NEW, rePassword: NEW };
      await patch(user, { mode: 'PWD', userInfo }, '/systemApi').expect(200);
      await user.agent.get('/users').expect(401);
    });

    it.each([
      ['two new ones that differ', { oldPassword: OLD, newPassword: NEW, rePassword: OLD }, 'userInfo.rePassword'],
      ['no old one', { newPassword: NEW, rePassword: NEW }, 'userInfo.oldPassword'],
      ['no new one', { oldPassword: OLD }, 'userInfo.newPassword'],
      ['a wrong old one', { oldPassword: NEW, newPassword: NEW, rePassword: NEW }, 'userInfo.oldPassword'],
      [
        'a weak one',
        { oldPassword: OLD, newPassword: 'weak-secret', rePassword: 'weak-secret' },
        'userInfo.newPassword',
      ],
    ])('refuses %s and names the field', async (_what, userInfo, field) => {
      const user = await withPassword();
      const { body } = await patch(user, { mode: 'PWD', userInfo }).expect(400);
      expect(body.payload).toMatch(new RegExp(`^${field}: `));
    });

    it.each([{ mode: 'other', userInfo: {} }, { mode: 'info' }])('refuses %j', async (body) => {
      await patch(await app.actor(...OWN_ACCOUNT), body).expect(400);
    });

    it('shows own roles and only the flags that are granted', async () => {
      const user = await app.actor('audit.read');
      const [viewer] = await app.sql<{ id: string }>(`select id from roles where moniker = 'viewer'`);
      await app.sql('insert into user_roles (user_id, role_id) values ($1, $2)', [user.id, viewer?.id]);
      const rolesList = [viewer?.id];
      const permissions = { auditLogs: true };
      const all = await user.agent.get<{ payload: object }>('/users/permissions').expect(200);
      expect(all.body.payload).toEqual({ rolesList, permissions });
      const roles = await user.agent.get<{ payload: object }>('/users/permissions/RoleList').expect(200);
      expect(roles.body.payload).toEqual({ rolesList });
      const flags = await user.agent.get<{ payload: object }>('/systemApi/users/permissions/Permissions').expect(200);
      expect(flags.body.payload).toEqual({ permissions });
      await user.agent.get('/users/permissions/Nothing').expect(400);
      const names = await user.agent.get<{ payload: string[] }>('/users/roles').expect(200);
      expect(names.body.payload).toEqual(['Viewer']);
    });
  });

  it('is a teapot to whoever wants coffee', async () => {
    await app.agent.get('/v1/teapot').expect(418);
  });

  it('answers 401 without a token', async () => {
    await app.agent.get('/v1/user/@me').expect(401);
    await app.agent.patch('/users').send({}).expect(401);
    await app.agent.get('/users/roles').expect(401);
  });
});
