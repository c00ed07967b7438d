import { DomainError, type Actor } from '@app/kernel';
import {
  Registration,
  UserChanges,
  UsersService,
  type UserChange,
} from '../../../../apps/api/src/modules/identity/users';
import { startTestApp, type TestApp } from '../../../support/app';
import { until } from '../../../support/until';

const PASSWORD = 'New-Secret2!';
const anonymous: Actor = {
  principal: null,
  origin: { requestId: 'r1', address: '192.0.2.1', userAgent: 'jest', surface: 'beaver' },
};

const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : error);

describe('rules about users', () => {
  let app: TestApp;
  const users = () => app.nest.get(UsersService);
  const register = (login: string, signUp: boolean) =>
    app.nest.get(Registration).register(anonymous, { login, name: login, password: PASSWORD }, { signUp });

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it('seeds three roles, once', async () => {
    const roles = await app.sql<{ moniker: string; permissions: string[] }>(
      'select moniker, permissions from roles order by moniker',
    );
    expect(roles.map(({ moniker }) => moniker)).toEqual(['admin', 'operator', 'viewer']);
    expect(roles[0]?.permissions).toEqual(['*']);
    for (const { permissions } of roles.slice(1)) {
      expect(permissions).toEqual(expect.arrayContaining(['team.read', 'user.read', 'user.write']));
    }
    expect(roles[2]?.permissions.filter((node) => /role|other/.test(node))).toEqual([]);
    expect(roles[1]?.permissions).toEqual(expect.arrayContaining(['role.list', 'user.list.other']));
  });

  it('makes exactly one administrator of many who register at once, and refuses the others', async () => {
    expect(await users().any()).toBe(false);
    const outcomes = await Promise.allSettled(['one', 'two', 'three', 'four'].map((login) => register(login, false)));
    const made = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(made.map(({ value }) => value)).toMatchObject([{ roles: ['admin'], permanent: true, active: true }]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => codeOf(reason))).toEqual(Array(3).fill('user.signUpClosed'));
    expect(await users().any()).toBe(true);
  });

  it('makes later users viewers where sign-up is allowed', async () => {
    expect(await register('Later', true)).toMatchObject({ login: 'later', roles: ['viewer'], permanent: false });
  });

  it('holds registrations to the rules of login and password', async () => {
    const attempt = (login: string, password: string) =>
      app.nest.get(Registration).register(anonymous, { login, name: 'x', password }, { signUp: true });
    await expect(attempt('nodes', PASSWORD)).rejects.toMatchObject({ status: 400 });
    await expect(attempt('weak', 'password')).rejects.toMatchObject({ status: 400 });
    await expect(attempt('later', PASSWORD)).rejects.toMatchObject({ code: 'user.loginTaken' });
  });

  it('finds for a login by name or e-mail in any case, disabled users too', async () => {
    const { id } = await app.user([], { login: 'finder', email: 'finder@example.com', active: false });
    const found = { id, login: 'finder', email: 'finder@example.com', active: false, passwordHash: null };
    expect(await users().findForLogin('FINDER')).toMatchObject(found);
    expect(await users().findForLogin('Finder@Example.com')).toMatchObject(found);
    expect(await users().findForLogin('nobody')).toBeUndefined();
  });

  it('keeps an administrator when two demote each other at once', async () => {
    await app.sql('update users set active = false');
    const [first, second] = [await app.actor('*'), await app.actor('*')];
    const demote = (by: typeof first, target: typeof first) =>
      by.agent.patch(`/v1/user/users/${target.id}`).send({ permissions: [] });
    const answers = await Promise.all([demote(first, second), demote(second, first)]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const [{ count } = { count: 0 }] = await app.sql<{ count: number }>(
      `select count(*)::int as count from users where active and '*' = any(permissions)`,
    );
    expect(count).toBe(1);
  });

  it('refuses to demote the last administrator, by own hand as well', async () => {
    await app.sql('update users set active = false');
    const admin = await app.actor('*');
    await admin.agent
      .patch(`/v1/user/users/${admin.id}`)
      .send({ permissions: ['user.read'] })
      .expect(409);
    await admin.agent.get('/v1/user/@me').expect(200);
  });

  it('tells of committed changes, and only of those', async () => {
    const admin = await app.actor('*');
    const told: UserChange[] = [];
    const subscription = app.nest.get(UserChanges).stream.subscribe((change) => told.push(change));
    const body = { username: 'told', name: 'Told', password: PASSWORD };
    await admin.agent.post('/admin/users').send(body).expect(200);
    await admin.agent.post('/admin/users').send(body).expect(409);
    await admin.agent.patch('/admin/users/told').send({ username: 'told', name: 'Tolder' }).expect(200);
    await admin.agent.patch('/admin/users/told/ToggleUser').send({ isActiveUser: false }).expect(200);
    const [{ id } = { id: '' }] = await app.sql<{ id: string }>(`select id from users where login = 'told'`);
    await admin.agent.delete(`/v1/user/users/${id}`).expect(200);
    await until(() => told.length === 4);
    subscription.unsubscribe();
    expect(told.map(({ kind }) => kind)).toEqual(['created', 'updated', 'toggled', 'removed']);
    expect(new Set(told.map(({ userId }) => userId))).toEqual(new Set([id]));
  });
});
