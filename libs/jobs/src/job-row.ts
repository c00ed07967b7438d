import type { RequestOrigin } from '@app/kernel';

export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

export interface JobProgress {
  readonly done: number;
  /** Null while nobody knows how much there is. */
  readonly total: number | null;
  /** One phrase for a person: what is going on. */
  readonly note?: string;
}

/** A row of `jobs` as `Database.rows` reads it with {@link JOB_COLUMNS}. */
export interface JobRow {
  id: string;
  kind: string;
  state: JobState;
  input: object;
  progress: JobProgress;
  /** Where a resumed run goes on; null before the first one. */
  checkpoint: object | null;
  result: object | null;
  /** Why it failed, a sentence for a person. */
  error: string | null;
  /** How often it was started. */
  attempts: number;
  /** The request that asked for it. */
  origin: RequestOrigin;
  /** `users.id`; null for schedules and once the user is gone. */
  created_by: string | null;
  /** Login at that time; null for schedules. */
  created_by_login: string | null;
  created_at: Date;
  started_at: Date | null;
  heartbeat_at: Date | null;
  cancel_requested_at: Date | null;
  finished_at: Date | null;
}

export const JOB_COLUMNS = `id, kind, state, input, progress, checkpoint, result, error, attempts, origin, created_by,
  created_by_login, created_at, started_at, heartbeat_at, cancel_requested_at, finished_at`;
