import { Database, Transactions, statement } from '@app/database';
import { systemActor } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { AnyJobDefinition, JobDefinition } from './job-definition';
import { JobQueue } from './job-queue';

interface Schedule {
  readonly kind: string;
  readonly intervalMs: number;
  readonly input: object;
}

/** Intervals are counted from 1970 by the clock of the database, so that all processes mean the same one. */
const SLOT = (interval: string): string =>
  `to_timestamp(floor(extract(epoch from clock_timestamp()) * 1000 / ${interval}::bigint) * ${interval}::bigint / 1000)`;

/** Serves the current interval for the first process that asks. */
const TAKE = statement(
  'job-schedules.take',
  `insert into job_schedules (kind, slot_at) values ($1, ${SLOT('$2')})
   on conflict (kind) do update set slot_at = excluded.slot_at where job_schedules.slot_at < excluded.slot_at
   returning true as due`,
);

const WAIT = statement(
  'job-schedules.wait',
  `select ceil(extract(epoch from ${SLOT('$1')} - clock_timestamp()) * 1000 + $1::bigint)::bigint::int as ms`,
);

/** What runs of a schedule fly under: whoever starts such a job by hand under the same key never runs beside one. */
export const scheduleKeyOf = ({ kind }: AnyJobDefinition): string => `schedule:${kind}`;

const RETRY_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Jobs that come again and again: one run per interval over all processes, none while the run before goes on. */
@Injectable()
export class JobSchedules {
  private readonly logger = new Logger('Jobs');
  private readonly schedules = new Map<string, Schedule>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly rounds = new Set<Promise<void>>();
  private running = false;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
  ) {}

  /** Called in `onModuleInit`, one schedule per kind. An interval that nobody served is made up for once, at start. */
  every<Input extends object>(
    { kind }: JobDefinition<Input, object, object>,
    intervalMs: number,
    input: NoInfer<Input>,
  ): void {
    if (this.schedules.has(kind)) throw new Error(`Jobs of the kind ${kind} are scheduled already`);
    if (!Number.isSafeInteger(intervalMs) || intervalMs < 1) throw new Error(`${kind} is scheduled at no interval`);
    this.schedules.set(kind, { kind, intervalMs, input });
  }

  start(): void {
    this.running = true;
    for (const schedule of this.schedules.values()) this.serve(schedule);
  }

  async stop(): Promise<void> {
    this.running = false;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.all(this.rounds);
  }

  private serve(schedule: Schedule): void {
    const round = this.round(schedule).then((waitMs) => {
      this.rounds.delete(round);
      if (!this.running) return;
      const timer = setTimeout(() => this.serve(schedule), Math.min(waitMs, LONGEST_WAIT_MS)).unref();
      this.timers.set(schedule.kind, timer);
    });
    this.rounds.add(round);
  }

  /** @returns how long to wait for the next interval */
  private async round({ kind, intervalMs, input }: Schedule): Promise<number> {
    try {
      await this.transactions.run(async () => {
        const [due] = await this.database.rows(TAKE, [kind, intervalMs]);
        if (due) await this.queue.tryEnqueue(systemActor(), kind, input, { flightKey: scheduleKeyOf({ kind }) });
      });
      const [wait] = await this.database.rows<{ ms: number }>(WAIT, [intervalMs]);
      return wait?.ms ?? RETRY_MS;
    } catch (error) {
      this.logger.warn(`The schedule of ${kind} is late: ${error instanceof Error ? error.message : 'unknown'}`);
      return RETRY_MS;
    }
  }
}
