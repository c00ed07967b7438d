import { EcoflowEvents, LiveSockets } from '@app/realtime';
import { PermissionSet } from '@app/kernel';
import { next, node, PUBLIC_URL, RealtimeApp, record } from './realtime-app';

const AUDIT = node('audit.read');
const ROLE_LIST = node('role.list');

describe('EcoFlow socket', () => {
  let app: RealtimeApp;
  let events: EcoflowEvents;

  beforeAll(async () => {
    app = await new RealtimeApp().start({ recheckMs: 3_600_000 });
    events = app.get(EcoflowEvents);
  });

  afterAll(() => app.stop());

  const signedIn = (login: string, patterns: string[] = []) =>
    app.ecoflow({ auth: { token: app.sessions.signIn(login, patterns) } });

  it('recognises a browser by its refresh cookie', async () => {
    const extraHeaders = { cookie: app.sessions.signInByCookie('cara'), origin: PUBLIC_URL };
    const socket = await app.ecoflow({ transports: ['polling', 'websocket'], extraHeaders });

    socket.emit('join', 'cara');
    socket.emit('fetchRole', { roomID: 'cara' });

    expect(await next(socket, 'roleUpdateResponse')).toEqual([
      { isActiveUser: true, roles: { flowEditor: true, administrator: false } },
    ]);
  });

  it('answers with the roles of the asking user only', async () => {
    const socket = await signedIn('dora');
    const received = record(socket);
    socket.emit('fetchRole', { roomID: 'root' });
    socket.emit('fetchRole', null);
    socket.emit('fetchUserRoleListUpdate');
    socket.emit('fetchUserRoleListUpdate', { roomID: 'DORA' });

    expect(await next(socket, 'userRoleListUpdateResponse')).toEqual([
      { isActiveUser: true, roles: ['role-of-id-dora'] },
    ]);
    expect(received).toEqual(['userRoleListUpdateResponse']);
  });

  it('gives an anonymous socket set-up progress and nothing else', async () => {
    const socket = await app.ecoflow();
    const received = record(socket);
    socket.emit('join', ['auditLog', 'root', 'user:id-root', 'signed-in', 'holds:panel:*']);
    socket.emit('fetchRole', { roomID: 'root' });
    const root = await signedIn('root', ['*']);
    root.emit('join', ['auditLog']);
    root.emit('fetchRole', { roomID: 'root' });
    await next(root, 'roleUpdateResponse');

    events.toSignedIn('roleUpdated');
    events.toUser('id-root', 'userUpdated');
    events.toHolders(ROLE_LIST, 'roleCreated', []);
    events.auditLogAdded(AUDIT, { logs: [], totalDocs: 0 });
    const progress = next(socket, 'importFileSetup');
    events.setupProgress({ envs: 'success', config: 'init' });

    expect(await progress).toEqual([{ envs: 'success', config: 'init' }]);
    expect(received).toEqual(['importFileSetup']);
  });

  it('publishes to the holders of a node, however they hold it', async () => {
    const sockets = await Promise.all([
      signedIn('exact', ['role.list']),
      signedIn('wildcard', ['role.*']),
      signedIn('all', ['*']),
      signedIn('sibling', ['role.read', 'role.list.*', 'rol.*']),
      signedIn('none'),
    ]);
    const received = sockets.map(record);
    const ends = sockets.map((socket) => next(socket, 'userUpdated'));

    events.toHolders(ROLE_LIST, 'roleRemoved', [{ _id: 'r1' }]);
    events.toSignedIn('userUpdated');
    await Promise.all(ends);

    expect(received.map((names) => names.includes('roleRemoved'))).toEqual([true, true, true, false, false]);
  });

  it('publishes the audit log to holders who have it open', async () => {
    const [reader, closed, curious] = await Promise.all([
      signedIn('reader', ['audit.read']),
      signedIn('closed', ['audit.read']),
      signedIn('curious', ['role.read']),
    ]);
    const received = [reader, closed, curious].map(record);
    for (const [socket, login] of [
      [reader, 'reader'],
      [curious, 'curious'],
    ] as const) {
      socket.emit('join', ['auditLog']);
      socket.emit('fetchRole', { roomID: login });
      await next(socket, 'roleUpdateResponse');
    }
    const ends = [reader, closed, curious].map((socket) => next(socket, 'userUpdated'));

    events.auditLogAdded(AUDIT, { logs: [{ id: 1 }], totalDocs: 1 });
    events.toSignedIn('userUpdated');
    await Promise.all(ends);

    expect(received.map((names) => names.includes('auditLogAdded'))).toEqual([true, false, false]);
  });

  it('reaches every socket of one user', async () => {
    const token = app.sessions.signIn('twin');
    const sockets = await Promise.all([app.ecoflow({ auth: { token } }), app.ecoflow({ auth: { token } })]);
    const received = sockets.map((socket) => next(socket, 'DebugWebConsole'));

    events.toUser('id-twin', 'DebugWebConsole', ['label', { a: 1 }]);

    expect(await Promise.all(received)).toEqual([[['label', { a: 1 }]], [['label', { a: 1 }]]]);
  });

  it('follows permissions that change and cuts the socket when the session ends', async () => {
    const socket = await signedIn('eve', ['role.list']);
    const received = record(socket);
    const before = app.sessions.tokens.get('token-of-eve');
    if (!before) throw new Error('eve is not signed in');
    app.sessions.tokens.set('token-of-eve', { ...before, permissions: new PermissionSet(['audit.read']) });

    await app.get(LiveSockets).recheck('id-eve');
    events.toHolders(ROLE_LIST, 'roleCreated', []);
    const created = next(socket, 'createdUser');
    events.toHolders(AUDIT, 'createdUser', ['eve']);
    await created;
    expect(received).toEqual(['createdUser']);

    app.sessions.tokens.delete('token-of-eve');
    const end = next(socket, 'disconnect');
    await app.get(LiveSockets).recheck();
    expect((await end)[0]).toBe('transport close');
  });

  it('keeps a browser whose refresh cookie rotated, and cuts it when the session ends', async () => {
    const cookie = app.sessions.signInByCookie('fay');
    const principal = app.sessions.cookies.get(cookie);
    const socket = await app.ecoflow({ extraHeaders: { cookie, origin: PUBLIC_URL } });
    app.sessions.cookies.delete(cookie);
    if (principal) app.sessions.cookies.set('refresh=rotated', principal);

    await app.get(LiveSockets).recheck();
    socket.emit('fetchRole', { roomID: 'fay' });
    await next(socket, 'roleUpdateResponse');

    app.sessions.cookies.delete('refresh=rotated');
    const end = next(socket, 'disconnect');
    await app.get(LiveSockets).recheck();
    await end;
    expect(socket.connected).toBe(false);
  });

  it('leaves sockets open when sessions cannot be looked up', async () => {
    const socket = await signedIn('gus');
    const failing = jest.spyOn(app.sessions, 'authenticate').mockRejectedValue(new Error('database away'));

    await app.get(LiveSockets).recheck('id-gus');
    failing.mockRestore();

    socket.emit('fetchRole', { roomID: 'gus' });
    expect(await next(socket, 'roleUpdateResponse')).toHaveLength(1);
  });

  it('checks open sockets by itself', async () => {
    const impatient = await new RealtimeApp().start({ recheckMs: 20 });
    const socket = await impatient.ecoflow({ auth: { token: impatient.sessions.signIn('hal') } });
    const end = next(socket, 'disconnect');

    impatient.sessions.tokens.clear();

    expect((await end)[0]).toBe('transport close');
    await impatient.stop();
  });
});
