import { Injectable, type OnModuleInit } from '@nestjs/common';
import { defineJob, JobHandlers, JobSchedules } from '@app/jobs';
import { AppConfig } from '../../../../config';
import { UnifiController } from '../controller';
import { SiteSync, type SitesTakenOver } from '../sites';
import { MINUTE_MS } from './interval';

const syncSites = defineJob<Record<string, never>, Record<string, never>, SitesTakenOver>('unifi.site-sync');

/** Takes over sites of the controllers now and then, as `POST /v1/unifi/sites/sync` does at once. */
@Injectable()
export class SiteSyncRounds implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly schedules: JobSchedules,
    private readonly sites: SiteSync,
    private readonly controller: UnifiController,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.handlers.register(syncSites, ({ actor, signal }) => this.sites.takeOver(actor, signal));
    const { syncMinutes } = this.config.unifiRounds;
    if (syncMinutes > 0 && this.controller.configured) this.schedules.every(syncSites, syncMinutes * MINUTE_MS, {});
  }
}
