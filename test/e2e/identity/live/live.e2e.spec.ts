import { io, type Socket } from 'socket.io-client';
import { Sessions } from '../../../../apps/api/src/modules/identity/sessions';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { until } from '../../../support/until';
import { next, record } from '../../realtime/realtime-app';

interface Token {
  readonly id: string;
  readonly token: string;
}

interface ListedRole {
  readonly _id: string;
  readonly name: string;
}

let app: TestApp;
let admin: TestUser;
const sockets: Socket[] = [];

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

afterAll(() => app.stop());

async function open({ token }: Pick<TestUser, 'token'>): Promise<Socket> {
  const options = { path: '/socket.ecoflow', transports: ['websocket'], auth: { token }, forceNew: true };
  const socket = io(app.url, { ...options, reconnection: false });
  sockets.push(socket);
  await next(socket, 'connect');
  return socket;
}

const origin = { requestId: 'test', address: '127.0.0.1', userAgent: 'test', surface: 'optima' };

/** The access token of another session of the user. */
const signInAgain = async (user: TestUser): Promise<string> =>
  (await app.nest.get(Sessions).open({ principal: null, origin }, user, 'optima')).accessToken;

/** Proves that a socket is still open at both ends. */
async function answers(socket: Socket, { login }: TestUser): Promise<void> {
  const answer = next(socket, 'roleUpdateResponse');
  socket.emit('fetchRole', { roomID: login });
  await answer;
}

const createRole = async (moniker: string, permissions: string[] = []): Promise<string> => {
  const role = { title: moniker, moniker, permissions };
  return (await admin.agent.post<{ data: { id: string } }>('/v1/role').send(role).expect(201)).body.data.id;
};

/** Gives a user a role, as if it had always been there. */
const assign = (userId: string, roleId: string) =>
  app.sql('insert into user_roles (user_id, role_id, position) values ($1, $2, 0)', [userId, roleId]);

describe('questions of the editor', () => {
  it('are answered with the flags and roles of the asking user as they are now', async () => {
    const user = await app.actor('audit.read');
    const roleId = await createRole('live-facts', ['flow.edit', 'flow.deploy', 'environment.read']);
    await assign(user.id, roleId);
    const socket = await open(user);

    socket.emit('fetchRole', { roomID: user.login });
    expect(await next(socket, 'roleUpdateResponse')).toEqual([
      { isActiveUser: true, roles: { auditLogs: true, flowEditor: true } },
    ]);
    socket.emit('fetchUserRoleListUpdate', { roomID: user.login });
    expect(await next(socket, 'userRoleListUpdateResponse')).toEqual([{ isActiveUser: true, roles: [roleId] }]);
  });
});

describe('roles', () => {
  it('are listed anew to those who may list them when one is created or removed', async () => {
    const [holder, outsider] = await Promise.all([app.actor('role.list'), app.actor('role.read')]);
    const [listening, other] = [await open(holder), await open(outsider)];
    const received = record(other);

    const lists: ListedRole[][] = [];
    listening.on('roleCreated', (roles: ListedRole[]) => lists.push(roles));
    const roleId = await createRole('live-created');
    await until(() => lists.at(-1)?.some(({ _id }) => _id === roleId) ?? false);
    const { body } = await admin.agent.get<{ payload: ListedRole[] }>('/role').expect(200);
    expect(lists.at(-1)).toEqual(body.payload);

    const removed = next(listening, 'roleRemoved');
    const told = next(other, 'roleUpdated');
    await admin.agent.delete(`/v1/role/${roleId}`).expect(200);
    const [roles] = (await removed) as [ListedRole[]];
    expect(roles).toEqual(body.payload.filter(({ _id }) => _id !== roleId));
    await told;
    expect(new Set(received)).toEqual(new Set(['roleUpdated']));
  });

  it('that change are told to everybody, and whoever lost a node hears no more of it', async () => {
    const user = await app.actor('user.read');
    const roleId = await createRole('live-demoted', ['role.list']);
    await assign(user.id, roleId);
    const watcher = await app.actor('role.list');
    const [socket, other] = [await open(user), await open(watcher)];

    const told = [next(socket, 'roleUpdated'), next(other, 'roleUpdated')];
    await admin.agent
      .patch(`/v1/role/${roleId}`)
      .send({ permissions: ['role.read'] })
      .expect(200);
    await Promise.all(told);

    const received = record(socket);
    const created = next(other, 'roleCreated');
    await createRole('live-unheard');
    await created;
    const updated = next(socket, 'roleUpdated');
    await admin.agent.patch(`/v1/role/${roleId}`).send({ title: 'Still demoted' }).expect(200);
    await updated;
    expect(received).toEqual(['roleUpdated']);
  });
});

describe('users', () => {
  const newUser = (login: string) => ({ username: login, name: login, password: 'Str0ng!pass', roles: [] });

  it('are listed anew to those who may list them when one is created', async () => {
    const [holder, outsider] = await Promise.all([app.actor('user.list.other'), app.actor('user.read')]);
    const [listening, other] = [await open(holder), await open(outsider)];
    const received = record(other);

    const created = next(listening, 'createdUser');
    await admin.agent.post('/admin/users').send(newUser('live-newcomer')).expect(200);
    const [logins] = (await created) as [string[]];
    const { body } = await admin.agent.get<{ payload: string[] }>('/admin/users/usernames').expect(200);
    expect(logins).toEqual(body.payload);
    expect(logins).toContain('live-newcomer');

    const told = next(other, 'userUpdated');
    await admin.agent.patch('/admin/users/live-newcomer').send({ username: 'live-newcomer', name: 'New' }).expect(200);
    await told;
    expect(received).toEqual(['userUpdated']);
  });

  it('lose their sockets when they are disabled', async () => {
    const user = await app.actor('role.list');
    const socket = await open(user);
    const bystander = await open(await app.actor('role.list'));
    const told = next(bystander, 'userUpdated');

    await admin.agent.patch(`/admin/users/${user.login}/ToggleUser`).send({ isActiveUser: false }).expect(200);

    await until(() => socket.disconnected);
    await told;
    expect(bystander.connected).toBe(true);
  });

  it('lose the sockets of the session that ends, and keep those of their others', async () => {
    const user = await app.actor('role.list');
    const second = await signInAgain(user);
    const [socket, other] = [await open(user), await open({ token: second })];

    await user.agent.post('/v1/auth/logout').expect(200);
    await until(() => socket.disconnected);
    await answers(other, user);

    await app.agent.as(second).post('/v1/auth/logout').expect(200);
    await until(() => other.disconnected);
  });

  it('lose the sockets of a personal access token that is revoked or changed', async () => {
    const user = await app.actor('user.read');
    const token = async () => (await user.agent.post<Token>('/api/v1/user/tokens').send({ name: 'live' })).body;
    const [revoked, changed, kept] = [await token(), await token(), await token()];
    const [first, second, third] = [await open(revoked), await open(changed), await open(kept)];

    await user.agent.delete(`/api/v1/user/tokens/${revoked.id}`).expect(204);
    await user.agent.put(`/api/v1/user/tokens/${changed.id}`).send({ readOnly: true }).expect(200);

    await until(() => first.disconnected && second.disconnected);
    await answers(third, user);
  });

  it('lose all sockets when their password changes', async () => {
    const user = await app.actor('user.read');
    const [socket, other] = [await open(user), await open({ token: await signInAgain(user) })];
    const body = { username: user.login, name: 'Anew', password: 'Str0ng!pass' };

    await admin.agent.patch(`/admin/users/${user.login}`).send(body).expect(200);

    await until(() => socket.disconnected && other.disconnected);
  });
});
