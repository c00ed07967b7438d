import { PasswordHasher } from '@app/crypto';
import { Client } from 'pg';
import { startTestApp, type TestApp } from '../support/app';
import { sendRaw, type RawAnswer, type RawRequest } from '../support/inputs';
import { until } from '../support/until';

const BURST = 150;
/** Two run and 64 wait. */
const PLACES = 66;
/** A full queue of passwords takes seconds where processors are few and shared. */
const BURST_DEADLINE_MS = 60_000;
const PASSWORD = 'Correct-Horse-7!';

let app: TestApp;
let login: string;

beforeAll(async () => {
  app = await startTestApp();
  const user = await app.user([]);
  ({ login } = user);
  const hash = await app.nest.get(PasswordHasher, { strict: false }).hash(PASSWORD);
  await app.sql('update users set password_hash = $2 where id = $1', [user.id, hash]);
});

afterAll(() => app.stop());

const json = (path: string, body: object): RawRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const signIn = (): Promise<RawAnswer> =>
  sendRaw(app.url, json('/users/login', { username: login, password: PASSWORD }), BURST_DEADLINE_MS);

/** All counters of requests and attempts together. */
const counted = async (): Promise<number> => {
  const [{ total } = { total: 0 }] = await app.sql<{ total: number }>(
    'select coalesce(sum(points), 0)::int as total from rate_limits',
  );
  return total;
};

/** Statements of the product that wait for a lock of the test. */
const waiting = async (): Promise<number> => {
  const rows = await app.sql(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
};

function expectRefusal({ status, headers, text }: RawAnswer): void {
  expect(status).toBe(503);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(headers['cache-control']).toBe('no-store');
  expect(JSON.parse(text)).toEqual({ error: true, payload: expect.any(String) });
}

it('refuses a login with 503 and Retry-After before any statement while the queue of passwords is full', async () => {
  const hasher = app.nest.get(PasswordHasher, { strict: false });
  const before = await counted();
  const running = Array.from({ length: PLACES }, () => hasher.hash(PASSWORD));
  const answers = await Promise.all(Array.from({ length: 5 }, signIn));
  answers.forEach(expectRefusal);
  expect(await counted()).toBe(before);
  await Promise.all(running);
  expect((await signIn()).status).toBe(200);
}, 90_000);

it('answers or refuses each login of a burst, and everybody else long before them', async () => {
  const answers: RawAnswer[] = [];
  const burst = Array.from({ length: BURST }, () => signIn().then((answer) => answers.push(answer)));
  const live = () => sendRaw(app.url, { method: 'GET', path: '/health/live' });
  expect((await Promise.all(Array.from({ length: 5 }, live))).map(({ status }) => status)).toEqual(Array(5).fill(200));
  const signedInByThen = answers.filter(({ status }) => status === 200).length;
  await Promise.all(burst);

  const refused = answers.filter(({ status }) => status !== 200);
  refused.forEach(expectRefusal);
  expect(answers).toHaveLength(BURST);
  expect(BURST - refused.length).toBeGreaterThanOrEqual(PLACES);
  // By order, as no clock holds on a machine whose processors are all busy.
  expect(signedInByThen).toBeLessThan(PLACES / 2);
  expect((await signIn()).status).toBe(200);
}, 90_000);

it('leaves the connections to the database to others while logins wait for their counter', async () => {
  const [locker, reader] = [new Client(app.databaseUrl), await app.user(['user.read'])];
  await locker.connect();
  await locker.query('begin');
  await locker.query('lock table rate_limits in exclusive mode');
  const logins = Array.from({ length: PLACES / 2 }, signIn);
  try {
    await until(async () => (await waiting()) > 0, { what: 'a login to wait' });
    const own = { method: 'GET', path: '/v1/user/@me', headers: { authorization: `Bearer ${reader.token}` } };
    expect((await sendRaw(app.url, own)).status).toBe(200);
  } finally {
    await locker.end();
  }
  for (const { status } of await Promise.all(logins)) expect([200, 503]).toContain(status);
}, 90_000);
