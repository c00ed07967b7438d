import { defineJob } from '@app/jobs';

export interface SyncProblem {
  readonly cwId: number | null;
  readonly message: string;
}

export const syncModes = ['incremental', 'full'] as const;
export type SyncMode = (typeof syncModes)[number];
export const syncStates = ['running', 'succeeded', 'failed', 'cancelled'] as const;
export type SyncState = (typeof syncStates)[number];

export interface SyncInput {
  /** Unless told, what is due. */
  readonly mode?: SyncMode;
}

export interface SyncCounts {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly refused: number;
}

/** Where a run goes on: behind the record with the id `after`. */
export interface SyncCheckpoint {
  readonly mode: SyncMode;
  /** Only what has changed since then, as ISO 8601; null for everything. */
  readonly since: string | null;
  readonly startedAt: string;
  readonly after: number;
  /** Whether a record without a readable id came: any that seems to be missing from there on may be that one. */
  readonly nameless: boolean;
  readonly counts: SyncCounts;
  readonly problems: readonly SyncProblem[];
}

export type SyncResult = SyncCounts;

/** A run as `GET /v1/sync` shows it. */
export interface SyncRunRecord {
  readonly jobId: string;
  readonly mode: SyncMode;
  readonly state: SyncState;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly counts: SyncCounts;
  readonly error: string | null;
  readonly problems: readonly SyncProblem[];
}

export const NO_COUNTS: SyncCounts = { read: 0, created: 0, updated: 0, unchanged: 0, removed: 0, refused: 0 };

const MAX_PROBLEMS = 100;

/** A kind of its own for each resource: they do not wait for one another, and each has its schedule. */
export const syncJobOf = (name: string) => defineJob<SyncInput, SyncCheckpoint, SyncResult>(`sync.${name}`);

export const withProblems = (place: SyncCheckpoint, found: readonly SyncProblem[]): SyncCheckpoint => ({
  ...place,
  counts: { ...place.counts, refused: place.counts.refused + found.length },
  problems: [...place.problems, ...found].slice(0, MAX_PROBLEMS),
});
