import { Client } from 'pg';
import { contracts } from '../support/agent';
import { startTestApp, type TestApp, type TestUser } from '../support/app';
import { sendRaw, type RawAnswer } from '../support/inputs';
import { until } from '../support/until';

const POOL_SIZE = 20;

let app: TestApp;
let user: TestUser;
/** Looks on; outside of any transaction, in which PostgreSQL would show the same activity for ever. */
let observer: Client;
let locker: Client;

beforeAll(async () => {
  app = await startTestApp();
  user = await app.user(['*']);
  [observer, locker] = [new Client(app.databaseUrl), new Client(app.databaseUrl)];
  await Promise.all([observer.connect(), locker.connect()]);
});

afterAll(async () => {
  await Promise.all([observer.end(), locker.end()]);
  await app.stop();
});

/** Without the contract agent: no operation documents what a lost database answers. */
const createRole = (moniker: string): Promise<RawAnswer> =>
  sendRaw(app.url, {
    method: 'POST',
    path: '/v1/role',
    headers: { authorization: `Bearer ${user.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: moniker, moniker, permissions: [] }),
  });

const health = (path: string): Promise<RawAnswer> => sendRaw(app.url, { method: 'GET', path });

/** How many statements of the product wait for a lock that the test holds. */
async function waiting(): Promise<number> {
  const { rows } = await observer.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}

/** Cuts what the product holds; not the test's own connections. */
const cutAll = () =>
  observer.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'switchyard'`,
  );

/** Runs `work` while nobody can write roles. */
async function whileLocked(work: () => Promise<void>): Promise<void> {
  await locker.query('begin');
  await locker.query('lock table roles in exclusive mode');
  try {
    await work();
  } finally {
    await locker.query('rollback');
  }
}

const auditedRoles = (moniker: string) =>
  app.sql(`select 1 from audit_log where action = 'role.create' and target_name = $1`, [moniker]);

it('answers 503 in shape when the connection is cut in mid-request, and recovers by itself', async () => {
  await whileLocked(async () => {
    const cut = createRole('cut');
    await until(async () => (await waiting()) > 0, { what: 'the write to wait' });
    await cutAll();
    const { status, headers, text } = await cut;
    expect([status, Number(headers['retry-after']) > 0]).toEqual([503, true]);
    expect(contracts().errorProblems('optima', JSON.parse(text))).toEqual([]);
  });

  expect(await app.sql(`select 1 from roles where moniker = 'cut'`)).toEqual([]);
  expect(await auditedRoles('cut')).toEqual([]);
  expect((await createRole('cut')).status).toBe(201);
  expect(await auditedRoles('cut')).toHaveLength(1);
});

it('survives the loss of every idle connection', async () => {
  await Promise.all(Array.from({ length: POOL_SIZE }, () => user.agent.get('/v1/user/@me').expect(200)));
  await cutAll();

  const headers = { authorization: `Bearer ${user.token}` };
  const answer = () => sendRaw(app.url, { method: 'GET', path: '/v1/user/@me', headers });
  await until(async () => (await answer()).status === 200, { what: 'the product to answer again' });
  expect((await health('/health/ready')).status).toBe(200);
});

it('keeps answering without the database while the pool is exhausted, and serves everybody afterwards', async () => {
  const monikers = Array.from({ length: POOL_SIZE * 2 }, (_, index) => `queued-${index}`);
  let answers: Promise<RawAnswer[]> = Promise.resolve([]);
  await whileLocked(async () => {
    answers = Promise.all(monikers.map(createRole));
    await until(async () => (await waiting()) >= POOL_SIZE, { what: 'the pool to be exhausted' });
    const startedAt = performance.now();
    expect((await health('/health/live')).status).toBe(200);
    expect((await health('/no-such-path')).status).toBe(404);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  expect(new Set((await answers).map(({ status }) => status))).toEqual(new Set([201]));
  expect(await app.sql(`select 1 from roles where moniker like 'queued-%'`)).toHaveLength(monikers.length);
});
