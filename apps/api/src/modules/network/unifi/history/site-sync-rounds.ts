import { Injectable, type OnModuleInit } from '@nestjs/common';
import { defineJob, JobHandlers, JobSchedules, type JobRun } from '@app/jobs';
import { AppConfig } from '../../../../config';
import { UnifiController } from '../controller';
import { SiteSync, type SitesTakenOver } from '../sites';
import { MINUTE_MS } from './interval';
import { SnapshotSchedule } from './snapshot-schedule';

const syncSites = defineJob<Record<string, never>, Record<string, never>, SitesTakenOver>('unifi.site-sync');

type Run = JobRun<Record<string, never>, Record<string, never>>;

/** Takes over sites of the controllers now and then, as `POST /v1/unifi/sites/sync` does at once. */
@Injectable()
export class SiteSyncRounds implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly schedules: JobSchedules,
    private readonly sites: SiteSync,
    private readonly snapshots: SnapshotSchedule,
    private readonly controller: UnifiController,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.handlers.register(syncSites, (run) => this.sync(run));
    const { syncMinutes } = this.config.unifiRounds;
    if (syncMinutes > 0 && this.controller.configured) this.schedules.every(syncSites, syncMinutes * MINUTE_MS, {});
  }

  /** The first sites of all are looked at as soon as they are known. */
  private async sync({ actor, signal }: Run): Promise<SitesTakenOver> {
    const taken = await this.sites.takeOver(actor, signal);
    if (taken.added > 0) await this.snapshots.begin();
    return taken;
  }
}
