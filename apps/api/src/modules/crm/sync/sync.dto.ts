import type * as Contract from '@contract/optima';
import { assertSame, Choice, Integer, ListOf, Moment, Nested, Text } from '@app/contract';
import { syncModes, syncStates, type SyncMode, type SyncState } from './sync-run';
import type { SyncOverview } from './syncs.service';

export class SyncStartQueryDto {
  @Choice(syncModes, {
    optional: true,
    description:
      '`full` reads everything and finds out what is gone; `incremental`, when left out, what has changed since the last run, and everything where there was none.',
  })
  mode?: SyncMode;
}

export class SyncCountsDto implements Contract.SyncCounts {
  @Integer()
  read: number;

  @Integer()
  created: number;

  @Integer()
  updated: number;

  @Integer()
  unchanged: number;

  @Integer({ description: 'Marked, since ConnectWise has them no more.' })
  removed: number;

  @Integer({ description: 'Could not be read or kept.' })
  refused: number;
}

export class SyncProblemDto implements Contract.SyncProblem {
  @Integer({ nullable: true, description: "The record's id in ConnectWise." })
  cwId: number | null;

  @Text()
  message: string;
}

export class SyncRunDto implements Contract.SyncRun {
  @Text({ description: 'Watch it at `/v1/job/{id}`.' })
  jobId: string;

  @Choice(syncModes)
  mode: SyncMode;

  @Choice(syncStates)
  state: SyncState;

  @Moment()
  startedAt: string;

  @Moment({ nullable: true })
  finishedAt: string | null;

  @Nested(() => SyncCountsDto)
  counts: SyncCountsDto;

  @Text({ nullable: true, description: 'Why it failed.' })
  error: string | null;

  @ListOf(() => SyncProblemDto, { description: 'Records that could not be read or kept; the first hundred.' })
  problems: SyncProblemDto[];
}

export class SyncDto implements Contract.Sync {
  @Text({ description: 'What `/v1/sync/{resource}` calls it.' })
  resource: string;

  @Text()
  title: string;

  @Integer({ nullable: true, description: 'Null when it only runs on demand.' })
  intervalMinutes: number | null;

  @Moment({ nullable: true })
  nextRunAt: string | null;

  @Moment({ nullable: true, description: 'When a run succeeded last.' })
  lastCompletedAt: string | null;

  @Moment({ nullable: true, description: 'When everything was read last.' })
  lastFullAt: string | null;

  @Integer({
    min: 0,
    description:
      'Records of which something is still to be fetched, such as what is on hand of a catalogue item. Later runs go on with them.',
  })
  pending: number;

  @Nested(() => SyncRunDto, { nullable: true, description: 'Null before the first one.' })
  lastRun: SyncRunDto | null;
}

assertSame<SyncCountsDto, Contract.SyncCounts>();
assertSame<SyncProblemDto, Contract.SyncProblem>();
assertSame<SyncRunDto, Contract.SyncRun>();
assertSame<SyncDto, Contract.Sync>();

export const toSyncDto = ({ nextRunAt, lastCompletedAt, lastFullAt, lastRun, ...rest }: SyncOverview): SyncDto => ({
  ...rest,
  nextRunAt: nextRunAt?.toISOString() ?? null,
  lastCompletedAt: lastCompletedAt?.toISOString() ?? null,
  lastFullAt: lastFullAt?.toISOString() ?? null,
  lastRun: lastRun && { ...lastRun, problems: [...lastRun.problems] },
});
