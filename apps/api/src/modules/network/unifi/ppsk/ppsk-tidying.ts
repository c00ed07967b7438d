import { Injectable, Logger } from '@nestjs/common';
import { Transactions } from '@app/database';
import { ConcurrencyLimit } from '@app/kernel';
import { isMissing, type UnifiClient, UnifiError, type Wlan } from '../controller';
import type { UnifiSite } from '../sites';
import { WlanLock } from '../wifi/wlan-lock';
import { PpskLabels, type MatchedLabels } from './ppsk-labels';
import { keysOf } from './private-keys';

/**
 * Forgets what keys were called that somebody deleted on the controller. The list that was just read is no proof of
 * that: a key may have been added since. So it is read again while nobody can add one.
 */
@Injectable()
export class PpskTidying {
  private readonly logger = new Logger('UniFi');
  /** It can wait for the next time that the list is read. */
  private readonly gate = new ConcurrencyLimit(1, 0, UnifiError.busy);

  constructor(
    private readonly labels: PpskLabels,
    private readonly transactions: Transactions,
    private readonly lock: WlanLock,
  ) {}

  /** Never fails: the list does without. */
  async tidy(site: UnifiSite, { id }: Wlan, client: UnifiClient, { lost, outdated }: MatchedLabels): Promise<void> {
    if (lost.length === 0 && outdated.length === 0) return;
    try {
      await this.gate.run(() => this.transactions.run(() => this.tidyAlone(site, id, client)));
    } catch (error) {
      this.logger.debug(`Names of keys were not tidied: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /**
   * The same for all keys of a WLAN that a list does not have any more.
   * @returns whether any were forgotten; not while somebody adds one
   * @throws what the controller fails with when asked whether it has the WLAN
   */
  forgetDeleted(site: UnifiSite, wlanId: string, client: UnifiClient): Promise<boolean> {
    return this.transactions.run(async () => {
      if (!(await this.lock.takeIfFree(wlanId))) return false;
      try {
        await client.wlan(site.siteId, wlanId);
        return false;
      } catch (error) {
        if (!isMissing(error)) throw error;
        return this.labels.forget({ site, wlanId });
      }
    });
  }

  private async tidyAlone(site: UnifiSite, wlanId: string, client: UnifiClient): Promise<void> {
    if (!(await this.lock.takeIfFree(wlanId))) return;
    const wlan = await client.wlan(site.siteId, wlanId);
    await this.labels.tidy({ site, wlanId }, keysOf(wlan));
  }
}
