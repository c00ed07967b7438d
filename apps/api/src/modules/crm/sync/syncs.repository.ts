import { Injectable } from '@nestjs/common';
import { Database, momentText, statement } from '@app/database';
import type { SyncCheckpoint, SyncRunRecord, SyncState } from './sync-run';

export interface SyncRow {
  readonly resource: string;
  readonly watermark: Date | null;
  readonly lastFullAt: Date | null;
  readonly lastCompletedAt: Date | null;
  readonly lastRun: SyncRunRecord | null;
  /** Of the last run's job, which may have ended without a word. */
  readonly jobState: string | null;
  readonly jobError: string | null;
  /** Where the last run got to. */
  readonly checkpoint: SyncCheckpoint | null;
}

const LIST = statement(
  'syncs-list',
  `select s.resource, s.watermark, s.last_full_at as "lastFullAt", s.last_completed_at as "lastCompletedAt",
          s.last_run as "lastRun", j.state as "jobState", j.error as "jobError", j.checkpoint
     from syncs s left join jobs j on j.id = s.last_run ->> 'jobId'
    where $1::text is null or s.resource = $1`,
);

const SAVE_RUN = statement(
  'syncs-save-run',
  `insert into syncs (resource, last_run) values ($1, $2::jsonb)
   on conflict (resource) do update set last_run = excluded.last_run`,
);

/** A run that ended early has done what its job had by then. */
const END_RUN = statement(
  'syncs-end-run',
  `update syncs set last_run = last_run || coalesce((
     select jsonb_build_object('counts', j.checkpoint -> 'counts', 'problems', j.checkpoint -> 'problems')
       from jobs j where j.id = $2 and j.checkpoint is not null and $3::text <> 'succeeded'), '{}'
   ) || jsonb_build_object('state', $3::text, 'error', $4::text, 'finishedAt',
     ${momentText('clock_timestamp()')})
   where resource = $1 and last_run ->> 'jobId' = $2`,
);

const COMPLETE = statement(
  'syncs-complete',
  `update syncs set watermark = $2, last_completed_at = clock_timestamp(),
     last_full_at = case when $3 then $4::timestamptz else last_full_at end where resource = $1`,
);

@Injectable()
export class SyncsRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<SyncRow[]> {
    return this.database.rows<SyncRow>(LIST, [null]);
  }

  async find(resource: string): Promise<SyncRow | undefined> {
    const [row] = await this.database.rows<SyncRow>(LIST, [resource]);
    return row;
  }

  async saveRun(resource: string, run: SyncRunRecord): Promise<void> {
    await this.database.rows(SAVE_RUN, [resource, JSON.stringify(run)]);
  }

  /** Nothing when another run has begun meanwhile. */
  async endRun(resource: string, jobId: string, state: SyncState, error: string | null = null): Promise<void> {
    await this.database.rows(END_RUN, [resource, jobId, state, error]);
  }

  async complete(resource: string, watermark: Date, fullSince: Date | null): Promise<void> {
    await this.database.rows(COMPLETE, [resource, watermark, fullSince !== null, fullSince]);
  }
}
