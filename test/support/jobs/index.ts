import { tmpdir } from 'node:os';
import { AuditLog, AuditModule } from '@app/audit';
import { CryptoModule } from '@app/crypto';
import { Database, DatabaseModule, Transactions } from '@app/database';
import { JobHandlers, JobPermissions, JobQueue, JobSchedules, JobsModule } from '@app/jobs';
import type { JobRow, JobsOptions } from '@app/jobs';
import { Broadcast, InProcessBroadcast, PermissionSet } from '@app/kernel';
import type { Actor } from '@app/kernel';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { testMasterKey } from '../audit';
import { until } from '../until';

/** One process of the product, reduced to its jobs. */
export interface JobProcess {
  readonly queue: JobQueue;
  readonly database: Database;
  readonly transactions: Transactions;
  readonly log: readonly string[];
  job(id: string): Promise<JobRow>;
  /** The job once it has reached the state. */
  reached(id: string, state: JobRow['state']): Promise<JobRow>;
  close(): Promise<void>;
}

/** What a feature does in `onModuleInit`. */
export type JobSetup = (handlers: JobHandlers, schedules: JobSchedules, transactions: Transactions) => void;

export type JobProcessOptions = Partial<Omit<JobsOptions, 'audit'>>;

const ignore = () => undefined;
const silent = { log: ignore, info: ignore, warn: ignore, error: ignore };

/** A hundredth of what a server waits for, so that a test sees the end of it. */
const shortTimings = {
  heartbeat: 50,
  lostAfter: 400,
  sweep: 100,
  redeliverAfter: 400,
  report: 20,
  stop: 1_000,
};

const ADA = { userId: 'ckx0000000000000000000ada', login: 'ada' };

/** The user who starts jobs; {@link startJobProcess} sees to the row. */
export const jobActor: Actor = {
  principal: { ...ADA, permissions: PermissionSet.none, kind: 'session', tokenId: 't1' },
  origin: { requestId: 'r1', address: '192.0.2.1', userAgent: 'jest', surface: 'optima' },
};

/** What {@link jobActor} may do, read whenever a job asks. */
export const jobPatterns: string[] = ['job.test'];

@Global()
@Module({
  providers: [
    { provide: JobPermissions, useValue: { of: async () => new PermissionSet([...jobPatterns]) } },
    { provide: Broadcast, useClass: InProcessBroadcast },
  ],
  exports: [JobPermissions, Broadcast],
})
class PortsModule {}

export async function startJobProcess(
  url: string,
  setup: JobSetup,
  { timings, ...options }: JobProcessOptions = {},
): Promise<JobProcess> {
  const log: string[] = [];
  const keep = (message: unknown) => void log.push(String(message));
  const app = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url, dataDir: tmpdir(), poolSize: 6, log: silent }),
      CryptoModule.forRoot({ masterKey: testMasterKey }),
      AuditModule,
      PortsModule,
      JobsModule.forRoot({ role: 'all', ...options, audit: AuditLog, timings: { ...shortTimings, ...timings } }),
    ],
  })
    .setLogger({ log: ignore, warn: keep, error: keep })
    .compile();
  const database = app.get(Database);
  await database.dataSource.query('insert into users (id, login, name) values ($1, $2, $2) on conflict do nothing', [
    ADA.userId,
    ADA.login,
  ]);
  const transactions = app.get(Transactions);
  setup(app.get(JobHandlers), app.get(JobSchedules), transactions);
  await app.init();
  const job = async (id: string): Promise<JobRow> => {
    const [row] = await database.dataSource.query<JobRow[]>('select * from jobs where id = $1', [id]);
    if (!row) throw new Error(`There is no job ${id}`);
    return row;
  };
  return {
    queue: app.get(JobQueue),
    database,
    transactions,
    log,
    job,
    reached: (id, state) =>
      until(
        async () => {
          const row = await job(id);
          return row.state === state && row;
        },
        { what: `job ${id} to be ${state}` },
      ),
    close: () => app.close(),
  };
}

/** How many connections a database has beyond the asking one, by the name they gave. */
export async function connections(url: string, name: string): Promise<number> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = $1',
      [name],
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
