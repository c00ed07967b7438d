import { Database, statement } from '@app/database';
import type { Actor } from '@app/kernel';
import { newId } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { JOB_COLUMNS } from './job-row';
import type { JobProgress, JobRow } from './job-row';

export interface NewJob {
  readonly kind: string;
  readonly input: object;
  readonly flightKey?: string;
  readonly progress?: JobProgress;
}

/** How a run ended for good. */
export type JobEnd =
  | { readonly state: 'succeeded'; readonly result: object | null }
  | { readonly state: 'failed'; readonly error: string }
  | { readonly state: 'cancelled' };

const INSERT = statement(
  'jobs.insert',
  `insert into jobs (id, kind, input, progress, flight_key, origin, created_by, created_by_login)
   values ($1, $2, $3::jsonb, coalesce($4::jsonb, '{"done": 0, "total": null}'), $5, $6::jsonb, $7, $8)
   on conflict (flight_key) where state in ('queued', 'running') do nothing
   returning ${JOB_COLUMNS}`,
);

const LIVE_WITH_KEY = statement(
  'jobs.live-with-key',
  `select id from jobs where flight_key = $1 and state in ('queued', 'running')`,
);

const CLAIM = statement(
  'jobs.claim',
  `update jobs set state = 'running', claim = $2, attempts = attempts + 1, heartbeat_at = clock_timestamp(),
     started_at = coalesce(started_at, clock_timestamp())
   where id = $1 and state = 'queued' and kind = any($3::text[])
   returning ${JOB_COLUMNS}`,
);

const HELD = `id = $1 and claim = $2 and state = 'running'`;

const HEARTBEAT = statement(
  'jobs.heartbeat',
  `update jobs set heartbeat_at = clock_timestamp() where ${HELD}
   returning cancel_requested_at is not null as cancelled`,
);

/** Work that reached a checkpoint was not in vain: the count of losses starts anew. */
const REPORT = statement(
  'jobs.report',
  `update jobs set progress = $3::jsonb, checkpoint = coalesce($4::jsonb, checkpoint),
     losses = case when $4::jsonb is null then losses else 0 end, heartbeat_at = clock_timestamp()
   where ${HELD} returning cancel_requested_at is not null as cancelled`,
);

const END = statement(
  'jobs.end',
  `update jobs set state = $3, result = $4::jsonb, error = $5, progress = coalesce($6::jsonb, progress), claim = null, finished_at = clock_timestamp()
   where ${HELD} returning ${JOB_COLUMNS}`,
);

const REQUEST_CANCEL = statement(
  'jobs.request-cancel',
  `update jobs set cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()),
     finished_at = case when state = 'queued' then clock_timestamp() end,
     state = case when state = 'queued' then 'cancelled' else state end
   where id = $1 and state in ('queued', 'running')
   returning ${JOB_COLUMNS}`,
);

export interface Sign {
  /** Somebody asked the job to stop. */
  readonly cancelled: boolean;
}

/** The table `jobs` as those see it who start and run jobs. Every statement joins the running transaction. */
@Injectable()
export class JobStore {
  constructor(private readonly database: Database) {}

  /** @returns undefined when a queued or running job holds the flight key */
  async insert({ principal, origin }: Actor, job: NewJob): Promise<JobRow | undefined> {
    const [row] = await this.database.rows<JobRow>(INSERT, [
      newId(),
      job.kind,
      JSON.stringify(job.input),
      job.progress ? JSON.stringify(job.progress) : null,
      job.flightKey ?? null,
      JSON.stringify(origin),
      principal?.userId ?? null,
      principal?.login ?? null,
    ]);
    return row;
  }

  /** The queued or running job that holds the key. */
  async holderOf(flightKey: string): Promise<string | undefined> {
    const [row] = await this.database.rows<{ id: string }>(LIVE_WITH_KEY, [flightKey]);
    return row?.id;
  }

  /** Takes a queued job, for one caller however many try. */
  async claim(id: string, claim: string, kinds: readonly string[]): Promise<JobRow | undefined> {
    const [row] = await this.database.rows<JobRow>(CLAIM, [id, claim, kinds]);
    return row;
  }

  /** @returns undefined when the claim no longer holds */
  async heartbeat(id: string, claim: string): Promise<Sign | undefined> {
    const [sign] = await this.database.rows<Sign>(HEARTBEAT, [id, claim]);
    return sign;
  }

  /** @returns undefined when the claim no longer holds: what shares its transaction must not be committed */
  async report(id: string, claim: string, progress: JobProgress, checkpoint?: object): Promise<Sign | undefined> {
    const values = [id, claim, JSON.stringify(progress), checkpoint ? JSON.stringify(checkpoint) : null];
    const [sign] = await this.database.rows<Sign>(REPORT, values);
    return sign;
  }

  /** @returns undefined when the claim no longer holds */
  async end(id: string, claim: string, end: JobEnd, progress?: JobProgress): Promise<JobRow | undefined> {
    const result = end.state === 'succeeded' && end.result ? JSON.stringify(end.result) : null;
    const error = end.state === 'failed' ? end.error : null;
    const last = progress ? JSON.stringify(progress) : null;
    const [row] = await this.database.rows<JobRow>(END, [id, claim, end.state, result, error, last]);
    return row;
  }

  /** Cancels a queued job, asks a running one to stop. @returns undefined when there is none that could be stopped */
  async requestCancel(id: string): Promise<JobRow | undefined> {
    const [row] = await this.database.rows<JobRow>(REQUEST_CANCEL, [id]);
    return row;
  }
}
