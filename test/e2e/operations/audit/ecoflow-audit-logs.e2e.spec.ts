import { io, type Socket } from 'socket.io-client';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { until } from '../../../support/until';
import { next, record } from '../../realtime/realtime-app';

interface AuditLogPage {
  readonly totalDocs: number;
  readonly logs: readonly { readonly _id: string; readonly message: string }[];
}

let app: TestApp;
let reader: TestUser;
const sockets: Socket[] = [];

beforeAll(async () => {
  app = await startTestApp();
  reader = await app.actor('audit.read');
});

afterAll(async () => {
  for (const socket of sockets) socket.close();
  await app.stop();
});

const page = async (path: string): Promise<AuditLogPage> =>
  (await reader.agent.get<{ payload: AuditLogPage }>(path).expect(200)).body.payload;

const write = (count: number, level = 'info') =>
  app.sql(
    `insert into audit_log (at, surface, action, level, message, request_id, address)
     select '2026-02-17T23:04:05.678Z', 'system', 'test.bulk', $2, 'bulk ' || n, 'test', ''
     from generate_series(1, $1::int) n`,
    [count, level],
  );

describe('/auditLogs', () => {
  it('shows the newest hundred first', async () => {
    await write(250, 'warning');
    const { logs, totalDocs } = await page('/auditLogs');
    expect(logs).toHaveLength(100);
    expect(totalDocs).toBeGreaterThanOrEqual(250);
    expect(logs[0]).toMatchObject({
      message: 'bulk 250',
      timeSpan: '2026-02-17 23:04:05',
      type: 'Warning',
      userID: 'SYSTEM_LOG',
    });
    expect(await page('/auditLogs/1')).toEqual({ logs, totalDocs });
    expect(await page('/systemApi/auditLogs')).toEqual({ logs, totalDocs });
  });

  it('pages through the whole log, each record once', async () => {
    const { totalDocs } = await page('/auditLogs');
    const seen: string[] = [];
    for (let number = 1; number <= Math.ceil(totalDocs / 100); number += 1) {
      seen.push(...(await page(`/auditLogs/${number}`)).logs.map(({ _id }) => _id));
    }
    expect(new Set(seen).size).toBe(totalDocs);
    expect(await page('/auditLogs/1000000')).toEqual({ logs: [], totalDocs });
  });

  it.each(['0', '-1', 'abc', '1.5', '1000001', '%20'])('refuses page %s', async (number) => {
    await reader.agent.get(`/auditLogs/${number}`).expect(400);
  });
});

describe('auditLogAdded', () => {
  async function open({ token }: TestUser, ...rooms: string[]): Promise<Socket> {
    const socket = io(app.url, { path: '/socket.ecoflow', transports: ['websocket'], auth: { token }, forceNew: true });
    sockets.push(socket);
    await next(socket, 'connect');
    if (rooms.length > 0) socket.emit('join', rooms);
    return socket;
  }

  /** An answer to a later question: what was emitted before it has been handled. */
  async function settle(socket: Socket, { login }: TestUser): Promise<void> {
    const answer = next(socket, 'userRoleListUpdateResponse');
    socket.emit('fetchUserRoleListUpdate', { roomID: login });
    await answer;
  }

  it('reaches holders who have the log open, a few times at most in a burst', async () => {
    const [holder, outsider, author] = await Promise.all([
      app.actor('audit.read'),
      app.actor('role.list'),
      app.actor('role.create', 'role.read', 'role.list'),
    ]);
    const watching = await open(holder, 'auditLog');
    const closed = await open(holder);
    const curious = await open(outsider, 'auditLog');
    await Promise.all([settle(watching, holder), settle(curious, outsider)]);
    const received = [closed, curious].map(record);
    const pages: AuditLogPage[] = [];
    watching.on('auditLogAdded', (added: AuditLogPage) => pages.push(added));

    for (let count = 1; count <= 12; count += 1) {
      await author.agent
        .post('/role')
        .send({ roleName: `Burst ${count}` })
        .expect(200);
    }
    await until(() => pages.at(-1)?.logs[0]?.message === 'Role burst-12 was created');

    expect(pages.at(-1)).toEqual(await page('/auditLogs'));
    expect(pages.length).toBeLessThan(12);
    await Promise.all([settle(closed, holder), settle(curious, outsider)]);
    expect(received.flat()).not.toContain('auditLogAdded');
  });
});
