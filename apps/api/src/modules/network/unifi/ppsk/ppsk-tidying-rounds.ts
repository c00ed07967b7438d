import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { defineJob, JobHandlers, JobSchedules, type JobRun } from '@app/jobs';
import { AppConfig } from '../../../../config';
import { UnifiController } from '../controller';
import { failureOf } from '../site-failures';
import { SitesService } from '../sites';
import { PpskLabels, type LabelledSite } from './ppsk-labels';
import { PpskTidying } from './ppsk-tidying';

interface Tidied {
  /** How many sites with names of keys were looked at, with and without success. */
  readonly sites: number;
  readonly failed: number;
  /** WLANs that are gone, and so are the names of their keys. */
  readonly wlans: number;
}

type Run = JobRun<Record<string, never>, Record<string, never>>;

export const tidyLabels = defineJob<Record<string, never>, Record<string, never>, Tidied>('unifi.ppsk-tidy');

const DAY_MS = 86_400_000;

/** Once a day forgets what the keys of WLANs were called that somebody deleted on the controller: nobody lists them any more. */
@Injectable()
export class PpskTidyingRounds implements OnModuleInit {
  private readonly logger = new Logger('UniFi');

  constructor(
    private readonly handlers: JobHandlers,
    private readonly schedules: JobSchedules,
    private readonly labels: PpskLabels,
    private readonly tidying: PpskTidying,
    private readonly sites: SitesService,
    private readonly controller: UnifiController,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.handlers.register(tidyLabels, (run) => this.run(run));
    const isScheduled = this.config.unifiRounds.syncMinutes > 0 && this.controller.configured;
    if (isScheduled) this.schedules.every(tidyLabels, DAY_MS, {});
  }

  private async run({ report, signal }: Run): Promise<Tidied> {
    const labelled = await this.labels.sites();
    let [failed, wlans, done] = [0, 0, 0];
    for (const site of labelled) {
      try {
        wlans += await this.tidyAt(site, signal);
      } catch (error) {
        this.logger.debug(`Names of keys were not tidied: ${failureOf(error, signal)}`);
        failed += 1;
      }
      done += 1;
      await report({ done, total: labelled.length });
    }
    return { sites: labelled.length, failed, wlans };
  }

  /** @returns of how many WLANs the names of keys were forgotten */
  private async tidyAt({ id, wlanIds }: LabelledSite, signal: AbortSignal): Promise<number> {
    const site = await this.sites.get(id);
    const client = await this.controller.client(site);
    const there = new Set((await client.wlans(site.siteId, { signal })).map((wlan) => wlan.id));
    let forgotten = 0;
    for (const wlanId of wlanIds) {
      if (!there.has(wlanId) && (await this.tidying.forgetDeleted(site, wlanId, client))) forgotten += 1;
    }
    return forgotten;
  }
}
