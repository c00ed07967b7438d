import type { Sync } from '@contract/optima';
import { realTime } from '../../../../apps/api/src/upstreams/http';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { deferred } from '../../../support/deferred';
import { runSync, startSync, syncOf } from '../../../support/syncs';
import { until } from '../../../support/until';

const COMPANIES = 30;

let server: RunningConnectWise;
let app: TestApp;

beforeAll(async () => {
  server = await startSimulator({ companies: COMPANIES, contacts: 80, catalogItems: 12, opportunities: 2 });
  app = await startTestApp({ ...environmentOf(server), SWITCHYARD_SYNC_MINUTES: '1440' });
});

afterAll(async () => {
  await app.stop();
  await server.close();
});

it('a new installation syncs everything by itself, and says when it does again', async () => {
  const { agent } = await app.actor('sync.fetch', 'procurement.catalog.fetch.many');
  const syncs = async () => (await agent.get<{ data: Sync[] }>('/v1/sync').expect(200)).body.data;
  const isDone = ({ lastRun }: Sync) => lastRun?.state === 'succeeded';
  await until(async () => (await syncs()).every(isDone), { what: 'the first syncs', deadlineMs: 60_000 });
  const [catalog, companies, members, opportunities, fields] = await syncs();
  expect(catalog?.lastRun).toMatchObject({ mode: 'full', counts: { read: 12, created: 12 } });
  expect(companies?.lastRun).toMatchObject({ mode: 'full', counts: { read: COMPANIES, created: COMPANIES } });
  expect(members?.lastRun).toMatchObject({ mode: 'full', counts: { read: 6, created: 6 } });
  expect(fields?.lastRun).toMatchObject({ mode: 'full', counts: { read: 4, created: 4 } });
  expect(opportunities?.lastRun).toMatchObject({ mode: 'full', counts: { read: 2, created: 2 } });
  expect(catalog?.intervalMinutes).toBe(1_440);
  expect(new Date(catalog?.nextRunAt ?? 0).getTime() % 86_400_000).toBe(0);
  const { body } = await agent.get<{ data: object }>('/v1/procurement/count').expect(200);
  expect(body.data).toEqual({ count: 12 });
  const [jobs] = await app.sql(
    `select count(*)::int as jobs, count(created_by)::int as people from jobs where kind like 'sync.%'`,
  );
  expect(jobs).toEqual({ jobs: 5, people: 0 });
});

describe('a run that is taken up again', () => {
  let admin: TestUser;
  const lastRun = async () => (await syncOf(admin, 'companies')).lastRun;
  const audited = () => app.sql(`select seq from audit_log where action = 'sync.complete' and target_id = 'companies'`);
  const requeue = (id: string) =>
    app.sql(
      `update jobs set state = 'queued', claim = null, delivered_at = null, finished_at = null, error = null, result = null
        where id = $1`,
      [id],
    );
  const succeeded = (id: string) =>
    until(async () => (await app.sql('select state from jobs where id = $1', [id]))[0]?.state === 'succeeded');

  beforeAll(async () => {
    admin = await app.actor('*');
  });
  afterEach(() => server.faults.clear());

  it('is on record as running, though it was on record as failed', async () => {
    const path = 'company/companies';
    server.faults.add({ fault: { kind: 'latency', ms: 0 }, path, times: 1 });
    server.faults.add({ fault: { kind: 'status', status: 400 }, path, times: 1 });
    const failed = await runSync(app, admin, 'companies', { mode: 'full' });
    expect(failed).toMatchObject({ state: 'failed', counts: { read: COMPANIES } });
    server.faults.add({ fault: { kind: 'latency', ms: 1_000 }, path, times: 1 });
    await requeue(failed.jobId);
    await until(async () => (await lastRun())?.state === 'running');
    expect(await lastRun()).toMatchObject({ error: null, finishedAt: null, counts: { read: COMPANIES } });
    await until(async () => (await lastRun())?.state === 'succeeded');
    expect(await lastRun()).toMatchObject({ jobId: failed.jobId, counts: { read: COMPANIES, removed: 0 } });
  });

  it('does nothing twice when only its job had not ended', async () => {
    await app.sql(`update companies set name = 'Old', cw_last_updated = null where cw_company_id is not null`);
    const run = await runSync(app, admin, 'companies', { mode: 'full' });
    expect(run.counts).toMatchObject({ updated: COMPANIES });
    const before = await audited();
    server.simulation.requests.length = 0;
    await requeue(run.jobId);
    await succeeded(run.jobId);
    expect([await audited(), await lastRun()]).toEqual([before, run]);
    expect(server.simulation.requests).toEqual([]);
    const [job] = await app.sql('select result from jobs where id = $1', [run.jobId]);
    expect(job?.result).toEqual(run.counts);
  });

  it('is on record as failed from when its job was given up', async () => {
    const run = await runSync(app, admin, 'companies', { mode: 'full' });
    await app.sql(`update syncs set last_run = last_run || '{"state": "running", "finishedAt": null}'`);
    await app.sql(`update jobs set state = 'failed', error = 'Interrupted too often' where id = $1`, [run.jobId]);
    const given = await lastRun();
    expect(given).toMatchObject({ state: 'failed', error: 'Interrupted too often' });
    expect(Date.parse(given?.finishedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(run.startedAt));
  });
});

describe('while ConnectWise is away', () => {
  const path = 'company/companies';
  /** Waits between the first tries are shorter, those for the circuit longer. */
  const CIRCUIT_MS = 5_000;
  const sync = () => runSync(app, admin, 'companies', { mode: 'full' });
  let admin: TestUser;
  let wait: jest.SpyInstance<Promise<void>, [number, AbortSignal?]>;
  let ahead = 0;

  beforeAll(async () => {
    admin = await app.actor('*');
  });

  /** Waits take no time, though the clock goes on by them, and an answer is waited for briefly. */
  beforeEach(() => {
    const { now } = realTime;
    jest.spyOn(realTime, 'now').mockImplementation(() => now() + ahead);
    jest.spyOn(realTime, 'timeout').mockImplementation((ms) => AbortSignal.timeout(Math.min(ms, 50)));
    wait = jest.spyOn(realTime, 'wait').mockImplementation(async (ms, signal) => {
      signal?.throwIfAborted();
      ahead += ms;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    server.faults.clear();
  });

  it.each(['silence', 'halfOpen'] as const)('a run goes on after one answer of %s', async (kind) => {
    server.faults.add({ fault: { kind }, path, times: 1 });
    expect(await sync()).toMatchObject({
      ...{ state: 'succeeded', counts: { read: COMPANIES } },
    });
  });

  it.each(['silence', 'halfOpen'] as const)('a run that meets %s behind its first page fails by name', async (kind) => {
    server.faults.add({ fault: { kind: 'latency', ms: 0 }, path, times: 1 });
    server.faults.add({ fault: { kind }, path });
    expect(await sync()).toMatchObject({
      ...{ state: 'failed', error: 'ConnectWise did not answer in time', counts: { read: COMPANIES } },
    });
    server.faults.clear();
    expect(await sync()).toMatchObject({
      ...{ state: 'succeeded', error: null, counts: { unchanged: COMPANIES } },
    });
  });

  it('a run waits for it to come back, and is seen to run meanwhile', async () => {
    const back = deferred();
    wait.mockImplementation((ms) => (ms < CIRCUIT_MS ? Promise.resolve() : back.promise));
    server.faults.add({ fault: { kind: 'status', status: 500 }, path, times: 5 });
    const { id } = await startSync(admin, 'companies', { mode: 'full' });
    await until(() => wait.mock.calls.some(([ms]) => ms >= CIRCUIT_MS));
    const running = await syncOf(admin, 'companies');
    expect(running.lastRun).toMatchObject({ jobId: id, state: 'running', finishedAt: null, error: null });
    await admin.agent.post('/v1/sync/companies').expect(409);
    ahead += 10_000;
    back.resolve();
    await until(async () => (await syncOf(admin, 'companies')).lastRun?.state === 'succeeded');
  });
});
