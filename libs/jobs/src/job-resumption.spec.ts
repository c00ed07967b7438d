import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@app/database';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { deferred } from '../../../test/support/deferred';
import { jobActor, startJobProcess, type JobProcess, type JobSetup } from '../../../test/support/jobs';
import { until } from '../../../test/support/until';
import { defineJob } from './job-definition';
import type { JobRun } from './job-handlers';

const script = defineJob<object, object, object>('test.script');

let database: TestDatabase;
let processes: JobProcess[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(processes.map((process) => process.close()));
  processes = [];
  await database.drop();
});

type Work = (run: JobRun<object, object>, transactions: JobProcess['transactions']) => Promise<unknown>;

const doing =
  (work: Work): JobSetup =>
  (handlers, _, transactions) =>
    handlers.register(script, async (run) => {
      await work(run, transactions);
      return {};
    });

async function start(work: Work, options: Parameters<typeof startJobProcess>[2] = {}): Promise<JobProcess> {
  const process = await startJobProcess(database.url, doing(work), options);
  processes.push(process);
  return process;
}

const untilAborted: Work = ({ signal }) =>
  new Promise((_, reject) => (signal.onabort = () => reject(signal.reason as Error)));

it('goes on from the checkpoint in another process when one stops', async () => {
  const first = await start(async (run) => {
    await run.report({ done: 1, total: 2 }, { step: 1 });
    await untilAborted(run, first.transactions);
  });
  const { id } = await first.queue.enqueue(jobActor, script, {});
  await until(async () => (await first.job(id)).checkpoint !== null);
  await first.close();
  processes = [];

  let resumedFrom: object | null = null;
  const second = await start(async ({ checkpoint }) => (resumedFrom = checkpoint));
  const job = await second.reached(id, 'succeeded');
  expect(resumedFrom).toEqual({ step: 1 });
  expect(job).toMatchObject({ attempts: 2, losses: 0 });
});

it('gives back a job whose handler does not stop, and lets it write nothing more', async () => {
  const goOn = deferred();
  let outcome: unknown;
  const first = await start(
    async ({ report }) => {
      await goOn.promise;
      outcome = await report({ done: 9, total: 9 }, { step: 9 }).catch((error: unknown) => error);
    },
    { timings: { stop: 50 } },
  );
  const { id } = await first.queue.enqueue(jobActor, script, {});
  await first.reached(id, 'running');
  await first.close();
  processes = [];
  const second = await start(async () => undefined);
  await second.reached(id, 'succeeded');
  goOn.resolve();
  await until(() => outcome);
  expect(outcome).toBeInstanceOf(Error);
  expect(await second.job(id)).toMatchObject({ checkpoint: null, attempts: 2 });
});

it('runs once, however often it is delivered', async () => {
  let runs = 0;
  const work: Work = async () => (runs += 1);
  const [first, second] = [await start(work), await start(work)];
  const ids = await Promise.all(
    Array.from({ length: 10 }, async () => (await first.queue.enqueue(jobActor, script, {})).id),
  );
  await Promise.all(ids.flatMap((id) => [0, 1, 2].map((round) => second.queue.deliver({ id, round: round + 100 }))));
  for (const id of ids) expect(await first.reached(id, 'succeeded')).toMatchObject({ attempts: 1 });
  expect(runs).toBe(10);
});

it('is started by a process that only serves, and run by another', async () => {
  const api = await start(() => Promise.reject(new Error('an API process runs nothing')), { role: 'api' });
  const { id } = await api.queue.enqueue(jobActor, script, {});
  const worker = await start(async () => undefined, { role: 'worker' });
  await worker.reached(id, 'succeeded');
});

it('is delivered although its process died between commit and delivery', async () => {
  const worker = await start(async () => undefined);
  await worker.database.dataSource.query(
    `insert into jobs (id, kind, input, origin) values ('ckx0000000000000000000001', 'test.script', '{}', '{}')`,
  );
  await worker.reached('ckx0000000000000000000001', 'succeeded');
});

const abandon = (process: JobProcess, id: string, losses: number) =>
  process.database.dataSource.query(
    `insert into jobs (id, kind, state, input, origin, claim, losses, heartbeat_at)
     values ($1, 'test.script', 'running', '{}', '{}', 'somebody', $2, now() - interval '1 minute')`,
    [id, losses],
  );

it('is taken from a run that gives no sign of life, but not for ever', async () => {
  const worker = await start(async () => undefined);
  await abandon(worker, 'ckx0000000000000000000001', 0);
  await abandon(worker, 'ckx0000000000000000000002', 2);
  await worker.reached('ckx0000000000000000000001', 'succeeded');
  expect((await worker.reached('ckx0000000000000000000002', 'failed')).error).toContain('interrupted too often');
});

it('survives the loss of every database connection', async () => {
  const goOn = deferred();
  const worker = await start(async ({ report }) => {
    await goOn.promise;
    await report({ done: 1, total: 1 }, { step: 1 });
  });
  const { id } = await worker.queue.enqueue(jobActor, script, {});
  await worker.reached(id, 'running');
  await worker.database.dataSource.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  goOn.resolve();
  await worker.reached(id, 'succeeded');
  const next = await until(() => worker.queue.enqueue(jobActor, script, {}).catch(() => null));
  await worker.reached(next.id, 'succeeded');
});

it('deletes what finished long ago, and what schedules did sooner', async () => {
  const first = await start(async () => undefined);
  await first.database.dataSource.query(
    `insert into jobs (id, kind, state, input, origin, created_by_login, finished_at) values
       ('old', 'test.script', 'failed', '{}', '{}', 'ada', now() - interval '31 days'),
       ('recent', 'test.script', 'failed', '{}', '{}', 'ada', now() - interval '29 days'),
       ('scheduled', 'test.script', 'succeeded', '{}', '{}', null, now() - interval '2 days')`,
  );
  const second = await start(async () => undefined);
  await until(async () => {
    const rows: { id: string }[] = await second.database.dataSource.query('select id from jobs');
    return rows.map(({ id }) => id).join() === 'recent';
  });
});

it('runs on the embedded PostgreSQL, whose tables of deliveries it makes itself', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-jobs-'));
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    const worker = await startJobProcess(
      server.url,
      doing(async () => undefined),
    );
    const { id } = await worker.queue.enqueue(jobActor, script, {});
    await worker.reached(id, 'succeeded');
    await worker.close();
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);
