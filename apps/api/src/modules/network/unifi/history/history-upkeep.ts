import { Injectable, type OnModuleInit } from '@nestjs/common';
import { defineJob, JobHandlers, JobSchedules, type JobRun } from '@app/jobs';
import { Clock } from '@app/kernel';
import { AppConfig } from '../../../../config';
import { DAY_MS, MINUTE_MS } from './interval';
import { SnapshotsRepository } from './snapshots.repository';

type Run = JobRun<Record<string, never>, Record<string, never>>;

interface Pruned {
  readonly snapshots: number;
  readonly devices: number;
  readonly revisions: number;
}

export const pruneHistory = defineJob<Record<string, never>, Record<string, never>, Pruned>('unifi.history-prune');

const INTERVAL_MS = 60 * MINUTE_MS;
const BATCH = 2_000;
/** More than any installation takes in an hour; what a shorter setting leaves over is for the next runs. */
const MOST_BATCHES = 100;

/** Deletes what is older than `SWITCHYARD_UNIFI_HISTORY_DAYS`, a bounded number at a time. */
@Injectable()
export class HistoryUpkeep implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly schedules: JobSchedules,
    private readonly snapshots: SnapshotsRepository,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Where no snapshots are taken any more, those that there are stay. */
  onModuleInit(): void {
    this.handlers.register(pruneHistory, (run) => this.prune(run));
    if (this.config.unifiRounds.snapshotMinutes > 0) this.schedules.every(pruneHistory, INTERVAL_MS, {});
  }

  /** Devices and revisions only when no snapshot is left that refers to them. */
  private async prune({ report }: Run): Promise<Pruned> {
    const before = new Date(this.clock.now().getTime() - this.config.unifiRounds.historyDays * DAY_MS);
    let snapshots = 0;
    for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
      const gone = await this.snapshots.pruneSnapshots(before, BATCH);
      snapshots += gone;
      await report({ done: snapshots, total: null });
      if (gone > 0) continue;
      const devices = await this.snapshots.pruneDevices(before, BATCH);
      return { snapshots, devices, revisions: await this.snapshots.pruneRevisions(before, BATCH) };
    }
    return { snapshots, devices: 0, revisions: 0 };
  }
}
