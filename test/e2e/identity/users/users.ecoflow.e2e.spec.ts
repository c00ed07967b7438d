import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface Answer<Payload = unknown> {
  payload: Payload;
}

const PASSWORD = 'New-Secret2!';

describe('users on the EcoFlow surface', () => {
  let app: TestApp;
  let admin: TestUser;
  let roleIds: Record<string, string>;

  beforeAll(async () => {
    app = await startTestApp();
    admin = await app.user(['*'], { login: 'root' });
    await app.sql('update users set permanent = true where id = $1', [admin.id]);
    const roles = await app.sql<{ id: string; moniker: string }>('select id, moniker from roles');
    roleIds = Object.fromEntries(roles.map(({ id, moniker }) => [moniker, id]));
  });
  afterAll(() => app.stop());

  const create = (body: object) => admin.agent.post<Answer<string>>('/admin/users').send(body);
  const newUser = async (username: string, more: object = {}) => {
    await create({ username, name: username, password: PASSWORD, ...more }).expect(200);
    return username.toLowerCase();
  };
  const fetch = async (username: string) =>
    (await admin.agent.get<Answer<object>>(`/admin/users/${username}`).expect(200)).body.payload;

  it('creates a user and finds it by its login in any case', async () => {
    const roles = [roleIds.viewer];
    await newUser('Jane.Doe', { name: 'Jane Doe', email: 'Jane@Example.com', roles });
    const expected = { username: 'jane.doe', name: 'Jane Doe', email: 'jane@example.com', roles, isActive: true };
    expect(await fetch('JANE.doe')).toEqual(expected);
  });

  it.each([
    ['a taken login', { username: 'ROOT', name: 'x', password: PASSWORD }, 409, 'A user with this login name'],
    ['a reserved login', { username: 'usernames', name: 'x', password: PASSWORD }, 400, 'username: '],
    ['a weak password', { username: 'weak', name: 'x', password: 'password1' }, 400, 'password: '],
    ['no password', { username: 'none', name: 'x' }, 400, 'password: '],
    ['an unknown role', { username: 'role', name: 'x', password: PASSWORD, roles: ['captain'] }, 400, 'roles: '],
  ])('refuses %s and says so', async (_what, body, status, payload) => {
    const { body: answer } = await create(body).expect(status);
    expect(answer.payload.startsWith(payload)).toBe(true);
  });

  it('lists login names without the permanent administrator unless asked', async () => {
    await newUser('listed');
    const names = async (path: string) => (await admin.agent.get<Answer<string[]>>(path).expect(200)).body.payload;
    const others = await names('/admin/users/usernames');
    expect(others).toContain('listed');
    expect(others).not.toContain('root');
    expect(others).toEqual([...others].sort());
    for (const spelling of ['system', 'true', '1']) {
      expect(await names(`/systemApi/admin/users/usernames/${spelling}`)).toContain('root');
    }
    for (const spelling of ['false', '0']) {
      expect(await names(`/admin/users/usernames/${spelling}`)).toEqual(others);
    }
    await admin.agent.get('/admin/users/usernames/maybe').expect(400);
  });

  it('renames, and sets e-mail, roles and password', async () => {
    const old = await newUser('before', { email: 'before@example.com', roles: [roleIds.viewer] });
    const body = { username: 'After', name: 'After', email: '', roles: [], password: 'Other-Secret3!' };
    await admin.agent.patch(`/admin/users/${old}`).send(body).expect(200);
    expect(await fetch('after')).toMatchObject({ username: 'after', name: 'After', email: null, roles: [] });
    await admin.agent.get(`/admin/users/${old}`).expect(404);
    const hashes = await app.sql<{ password_hash: string; previous_password_hash: string }>(
      `select password_hash, previous_password_hash from users where login = 'after'`,
    );
    expect(hashes[0]?.password_hash).not.toBe(hashes[0]?.previous_password_hash);
    expect(hashes[0]?.previous_password_hash).toMatch(/^\$argon2id\$/);
  });

  it.each([
    ['name', {}, 200],
    ['password', { password: PASSWORD }, 401],
    ['email', { email: 'changed@example.com' }, 401],
  ])('changing the %s leaves the session with %j answering %i', async (_what, change, status) => {
    const user = await app.actor('user.read');
    const body = { username: user.login, name: 'Changed', ...change };
    await admin.agent.patch(`/admin/users/${user.login}`).send(body).expect(200);
    await user.agent.get('/users').expect(status);
    await app.sql(`update users set email = null where id = $1`, [user.id]);
  });

  it('disables at once and enables again', async () => {
    const user = await app.actor('user.read');
    const toggle = (isActiveUser: boolean) =>
      admin.agent.patch<Answer>(`/admin/users/${user.login}/ToggleUser`).send({ isActiveUser });
    const disabled = await toggle(false).expect(200);
    expect(disabled.body.payload).toEqual({ msg: 'User successfully Disabled', isActive: false });
    await user.agent.get('/users').expect(401);
    const enabled = await toggle(true).expect(200);
    expect(enabled.body.payload).toEqual({ msg: 'User successfully Enabled', isActive: true });
    expect(await fetch(user.login)).toMatchObject({ isActive: true });
  });

  it('refuses to disable oneself, the permanent administrator, and whoever is stronger', async () => {
    const body = { isActiveUser: false };
    await admin.agent.patch(`/admin/users/${admin.login}/ToggleUser`).send(body).expect(409);
    const second = await app.actor('*');
    await second.agent.patch(`/admin/users/${admin.login}/ToggleUser`).send(body).expect(409);
    const weaker = await app.actor('user.toggle.other');
    await weaker.agent.patch(`/admin/users/${second.login}/ToggleUser`).send(body).expect(403);
    await admin.agent.patch('/admin/users/nobody/ToggleUser').send(body).expect(404);
    await admin.agent.patch(`/admin/users/${second.login}/ToggleUser`).send({ isActiveUser: 'no' }).expect(400);
  });

  it.each([
    ['get', '/admin/users/usernames', 'user.list.other'],
    ['get', '/admin/users/usernames/system', 'user.list.other'],
    ['post', '/admin/users', 'user.create.other'],
    ['get', '/admin/users/root', 'user.read.other'],
    ['patch', '/admin/users/root', 'user.write.other'],
    ['patch', '/admin/users/root/ToggleUser', 'user.toggle.other'],
  ] as const)('%s %s needs %s', async (method, path, _node) => {
    const actor = await app.actor('user.read', 'role.read');
    await actor.agent.request(method, path).expect(403);
  });
});
