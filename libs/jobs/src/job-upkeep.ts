import { Database, statement } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { JobTicket } from './delivery/job-delivery';
import { JOB_COLUMNS } from './job-row';
import type { JobRow } from './job-row';

/** A job whose runs vanish so often without reaching a checkpoint takes its process down with it: it is not run again. */
const MAX_LOSSES = 3;
const LOST_TOO_OFTEN = 'The job was interrupted too often without getting any further.';
const BATCH = 100;

/** A cancelled job stays cancelled, a poisonous one fails, every other one is queued again. */
const REQUEUE = `state = case when cancel_requested_at is not null then 'cancelled'
       when losses + $2::int >= ${MAX_LOSSES} then 'failed' else 'queued' end,
     finished_at = case when cancel_requested_at is not null or losses + $2::int >= ${MAX_LOSSES}
       then clock_timestamp() end,
     error = case when cancel_requested_at is null and losses + $2::int >= ${MAX_LOSSES} then '${LOST_TOO_OFTEN}' end,
     losses = losses + $2::int, claim = null, delivered_at = null`;

const RELEASE = statement(
  'jobs.release',
  `update jobs set ${REQUEUE} where id = $1 and claim = $3 and state = 'running' returning ${JOB_COLUMNS}`,
);

/** A locked row belongs to a run that is just writing: it is alive. */
const REQUEUE_LOST = statement(
  'jobs.requeue-lost',
  `with lost as (
     select id from jobs
     where state = 'running' and heartbeat_at < clock_timestamp() - $1::int * interval '1 millisecond'
     limit ${BATCH} for update skip locked
   )
   update jobs set ${REQUEUE} where id in (select id from lost) returning ${JOB_COLUMNS}`,
);

const UNDELIVERED = statement(
  'jobs.undelivered',
  `select id, attempts as round from jobs
   where state = 'queued' and kind = any($2::text[])
     and (delivered_at is null or delivered_at < clock_timestamp() - $1::int * interval '1 millisecond')
   order by created_at limit ${BATCH}`,
);

const DELIVERED = statement(
  'jobs.delivered',
  `update jobs set delivered_at = clock_timestamp() where id = $1 and attempts = $2 and state = 'queued'`,
);

/** What people started is kept longer than what schedules did. */
const PRUNE = statement(
  'jobs.prune',
  `delete from jobs where id in (
     select id from jobs
     where finished_at < now() - interval '30 days'
       or (created_by_login is null and state = 'succeeded' and finished_at < now() - interval '1 day')
     limit 1000)`,
);

/** The table `jobs` as those see it who look after jobs that nobody runs. */
@Injectable()
export class JobUpkeep {
  constructor(private readonly database: Database) {}

  /** Gives a claimed job back. `loss` counts against it, as when its run vanished. */
  async release(id: string, claim: string, loss: boolean): Promise<JobRow | undefined> {
    const [row] = await this.database.rows<JobRow>(RELEASE, [id, loss ? 1 : 0, claim]);
    return row;
  }

  /** Takes jobs from runs that gave no sign of life for so long. @returns them in their new state */
  requeueLost(silenceMs: number): Promise<JobRow[]> {
    return this.database.rows<JobRow>(REQUEUE_LOST, [silenceMs, 1]);
  }

  /** Queued jobs that were never delivered, or so long ago that the delivery must have been lost. */
  undelivered(patienceMs: number, kinds: readonly string[]): Promise<JobTicket[]> {
    return this.database.rows<JobTicket>(UNDELIVERED, [patienceMs, kinds]);
  }

  async markDelivered({ id, round }: JobTicket): Promise<void> {
    await this.database.rows(DELIVERED, [id, round]);
  }

  /** Deletes jobs that finished long ago, a bounded number at a time. */
  async prune(): Promise<void> {
    await this.database.rows(PRUNE);
  }
}
