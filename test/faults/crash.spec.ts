import { ContractAgent } from '../support/agent';
import { sendRaw } from '../support/inputs';
import { ADMIN, signIn, startServer } from './administrator';
import { createPlace, type Place } from './place';
import type { ServerProcess } from './server-process';
import { until } from '../support/until';

const WRITERS = 6;
const ACKNOWLEDGED_BEFORE_KILL = 60;

let place: Place;
let server: ServerProcess | undefined;

beforeAll(async () => {
  place = await createPlace();
});

afterAll(async () => {
  await server?.end('SIGKILL');
  await place.discard();
});

async function start(): Promise<ServerProcess> {
  server = await startServer(place);
  return server;
}

/** Creates roles one after the other until the server is gone; keeps the ids that it was told. */
async function write(url: string, token: string, writer: number, acknowledged: string[]): Promise<void> {
  for (let count = 0; ; count += 1) {
    const moniker = `crash-${writer}-${count}`;
    const answer = await sendRaw(url, {
      method: 'POST',
      path: '/v1/role',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ title: moniker, moniker, permissions: [] }),
    }).catch(() => undefined);
    if (!answer) return;
    expect(answer.status).toBe(201);
    acknowledged.push((JSON.parse(answer.text) as { data: { id: string } }).data.id);
  }
}

/** How many sign-ins the audit log knows. */
const signIns = async (): Promise<number> =>
  (await ids(`select seq::text as id from audit_log where action = 'auth.login'`)).length;

const login = (url: string) =>
  sendRaw(url, {
    method: 'POST',
    path: '/users/login',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: ADMIN.login, password: ADMIN.password }),
  });

const ids = async (sql: string): Promise<string[]> => {
  const { rows } = await place.client.query<{ id: string }>(sql);
  return rows.map(({ id }) => id).sort();
};

it('loses no acknowledged write and no audit row to kill -9, and its chain still holds', async () => {
  const first = await start();
  const { body } = await new ContractAgent(first.url)
    .post<{ payload: string }>('/users/login')
    .send({ username: ADMIN.login, password: ADMIN.password })
    .expect(200);
  const acknowledged: string[] = [];
  const writers = Array.from({ length: WRITERS }, (_, writer) => write(first.url, body.payload, writer, acknowledged));
  await until(() => acknowledged.length >= ACKNOWLEDGED_BEFORE_KILL, { what: 'enough writes' });
  await first.end('SIGKILL');
  await Promise.all(writers);

  const second = await start();
  const stored = await ids(`select id from roles where moniker like 'crash-%'`);
  const audited = await ids(
    `select target_id as id from audit_log where action = 'role.create' and target_name like 'crash-%'`,
  );
  expect(stored).toEqual(expect.arrayContaining([...acknowledged].sort()));
  expect(audited).toEqual(stored);

  const admin = await signIn(second);
  const { body: report } = await admin.post<{ data: { ok: boolean } }>('/v1/audit/verify').expect(200);
  expect(report.data.ok).toBe(true);
}, 150_000);

it('finishes what it was asked before SIGTERM and ends with 0', async () => {
  const running = server ?? (await start());
  const before = await signIns();
  const answers = Array.from({ length: 8 }, () => login(running.url));
  await until(async () => (await signIns()) > before, { what: 'the first of them to be done' });
  const ended = running.end('SIGTERM');

  for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
  expect(await ended).toBe(0);
}, 120_000);
