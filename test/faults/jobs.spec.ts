import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { jobActor, startJobProcess, type JobProcess } from '../support/jobs';
import { until } from '../support/until';
import { fill } from './job-worker.definition';

const root = path.resolve(__dirname, '../..');
const ROWS = 200;

let database: TestDatabase;
let api: JobProcess;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startJobProcess(database.url, () => undefined, { role: 'api' });
  await api.database.dataSource.query('create table filled (row integer, pid integer)');
});
afterAll(async () => {
  await Promise.all(children.map(kill));
  await api.close();
  await database.drop();
});

async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['apps/api/bin/run.mjs', 'test/faults/job-worker.ts', database.url], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await until(() => output.includes('ready'), { what: 'the worker', deadlineMs: 60_000 });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

interface Filled {
  readonly row: number;
  readonly pid: number;
}

const filled = async (): Promise<Filled[]> =>
  api.database.dataSource.query<Filled[]>('select row, pid from filled order by row');

it('loses no step and repeats none when kill -9 ends the process that runs a job', async () => {
  const first = await startWorker();
  const { id } = await api.queue.enqueue(jobActor, fill, { rows: ROWS });
  await until(async () => (await filled()).length >= ROWS / 4, { what: 'a quarter of the work' });
  await kill(first);
  const left = await api.job(id);
  expect(left.state).toBe('running');
  expect((await filled()).length).toBe(left.progress.done);

  const second = await startWorker();
  const job = await api.reached(id, 'succeeded');
  expect(job).toMatchObject({ attempts: 2, result: { rows: ROWS }, progress: { done: ROWS, total: ROWS } });
  const rows = await filled();
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, row) => row));
  expect(new Set(rows.map(({ pid }) => pid))).toEqual(new Set([first.pid, second.pid]));
}, 150_000);
