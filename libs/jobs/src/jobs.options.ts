import type { Type } from '@nestjs/common';
import type { JobAudit } from './job-ports';

/** How long things take, in milliseconds. */
export interface JobTimings {
  /** Pause between two signs of life of a running job; as often it learns that it was cancelled. */
  readonly heartbeat: number;
  /** Silence after which a run counts as lost and its job is given to somebody else. */
  readonly lostAfter: number;
  /** Pause between two looks for what was lost or not delivered. */
  readonly sweep: number;
  /** A queued job that nobody took for so long is delivered again. */
  readonly redeliverAfter: number;
  /** Progress without a checkpoint is written no more often than this. */
  readonly report: number;
  /** How long a shutdown waits for handlers to stop. */
  readonly stop: number;
}

const DEFAULT_TIMINGS: JobTimings = {
  heartbeat: 2_000,
  lostAfter: 20_000,
  sweep: 5_000,
  redeliverAfter: 30_000,
  report: 1_000,
  stop: 5_000,
};
const DEFAULT_CONCURRENCY = 2;

export interface JobsOptions {
  /** `api` only starts jobs; `worker` and `all` also run them. */
  readonly role: 'all' | 'api' | 'worker';
  /** Delivers through Redis (`?keyPrefix=` names its keys), else through PostgreSQL. */
  readonly redisUrl?: string;
  /** The provider of a global module that writes the audit log. */
  readonly audit: Type<JobAudit>;
  /** Jobs that this process runs at a time; 2 by default. */
  readonly concurrency?: number;
  readonly timings?: Partial<JobTimings>;
}

/** {@link JobsOptions} with everything filled in. Injectable: it is its own token. */
export class JobsConfig {
  readonly runsJobs: boolean;
  readonly redisUrl?: string;
  readonly concurrency: number;
  readonly timings: JobTimings;

  constructor({ role, redisUrl, concurrency = DEFAULT_CONCURRENCY, timings }: JobsOptions) {
    this.runsJobs = role !== 'api';
    this.redisUrl = redisUrl;
    this.concurrency = concurrency;
    this.timings = { ...DEFAULT_TIMINGS, ...timings };
  }
}
