import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { startJobProcess, type JobProcess } from '../../../test/support/jobs';
import { until } from '../../../test/support/until';
import { defineJob } from './job-definition';

const INTERVAL_MS = 250;
const tick = defineJob<{ purpose: string }>('test.tick');
const daily = defineJob('test.daily');

let database: TestDatabase;
let processes: JobProcess[];
let runs = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  processes = await Promise.all(
    [0, 1, 2].map(() =>
      startJobProcess(database.url, (handlers, schedules) => {
        handlers.register(tick, async () => {
          runs += 1;
          return {};
        });
        handlers.register(daily, async () => ({}));
        schedules.every(tick, INTERVAL_MS, { purpose: 'test' });
        schedules.every(daily, 86_400_000, {});
      }),
    ),
  );
});
afterAll(async () => {
  await Promise.all(processes.map((process) => process.close()));
  await database.drop();
});

const created = async (kind: string): Promise<number[]> => {
  const rows: { created_at: Date }[] = await processes[0]!.database.dataSource.query(
    'select created_at from jobs where kind = $1 order by created_at',
    [kind],
  );
  return rows.map(({ created_at: at }) => at.getTime());
};

it('runs once per interval over all processes, and never of no need', async () => {
  await until(() => runs >= 6);
  // The moment of creation is that of the transaction's start, a little before the interval is looked at.
  const slots = (await created('test.tick')).map((at) => Math.floor((at + 5) / INTERVAL_MS));
  expect(new Set(slots).size).toBe(slots.length);
  expect(await created('test.daily')).toHaveLength(1);
});

it('leaves no audit row', async () => {
  const rows: unknown[] = await processes[0]!.database.dataSource.query('select 1 from audit_log');
  expect(rows).toEqual([]);
});
