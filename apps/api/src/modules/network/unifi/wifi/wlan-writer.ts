import { Injectable } from '@nestjs/common';
import type { AuditEntry } from '@app/audit';
import type { Actor } from '@app/kernel';
import { UnifiController, type Wlan, type WlanChanges } from '../controller';
import { ControllerWrites } from '../controller-writes';
import { ofWlan } from '../site.errors';
import { SitesService } from '../sites';
import { toControllerChange, type WlanUpdate } from './wlan-changes';
import { WlanLock } from './wlan-lock';

export interface WlanWrite {
  /**
   * What to change of the WLAN as it is now, while nobody else here changes it; an empty object for nothing. Runs in the
   * transaction of the change, and once more after a lost race, then for what has been written already.
   */
  readonly plan: (current: Wlan) => WlanUpdate | Promise<WlanUpdate>;
  /** What the row of the audit log says beyond the change. */
  readonly because?: { readonly message: string; readonly after: object };
  /** Runs in the transaction of the change: what is kept here of it. Not when there was nothing to change. */
  readonly keep?: (written: Wlan, before: Wlan) => Promise<void>;
}

/** The one way to change settings of a WLAN. */
@Injectable()
export class WlanWriter {
  constructor(
    private readonly sites: SitesService,
    private readonly controller: UnifiController,
    private readonly writes: ControllerWrites,
    private readonly lock: WlanLock,
  ) {}

  /**
   * @param id of the site here
   * @returns the WLAN afterwards
   * @throws 404 for the site or the WLAN, 400 naming what does not go with the rest of it
   */
  async change(actor: Actor, id: string, wlanId: string, { plan, because, keep }: WlanWrite): Promise<Wlan> {
    const site = await this.sites.get(id);
    const { siteId } = site;
    const client = await this.controller.client(site);
    return this.writes.run(actor, site, async () => {
      await this.lock.take(wlanId);
      const current = await client.wlan(siteId, wlanId).catch(ofWlan(wlanId));
      const change = toControllerChange(await plan(current), current);
      if (Object.keys(change).length === 0) return { result: current };
      return {
        entry: entryOf(id, current, change, because),
        write: () => client.updateWlan(siteId, wlanId, change).catch(ofWlan(wlanId)),
        keep: keep && ((written) => keep(written, current)),
      };
    });
  }
}

const entryOf = (site: string, wlan: Wlan, change: WlanChanges, because: WlanWrite['because']): AuditEntry => ({
  action: 'unifi.wlan.update',
  target: { type: 'unifiWlan', id: wlan.id, name: wlan.name },
  message: `WLAN ${wlan.name} was changed${because ? ` ${because.message}` : ''}`,
  before: { unifiSite: site, ...before(wlan, change) },
  after: { unifiSite: site, ...because?.after, ...change },
});

/** What the change replaces, in the names that it has for it. */
function before(wlan: Wlan, change: WlanChanges): object {
  const values = {
    name: wlan.name,
    enabled: wlan.enabled,
    security: wlan.security,
    wpa_mode: wlan.wpaMode,
    wpa3_support: wlan.wpa3Support,
    wpa3_transition: wlan.wpa3Transition,
    pmf_mode: wlan.pmfMode,
    x_passphrase: wlan.passphrase,
    hide_ssid: wlan.hideSSID,
    is_guest: wlan.isGuest,
    wlan_band: wlan.band,
    wlan_bands: wlan.bands,
  };
  return Object.fromEntries(Object.entries(values).filter(([key]) => key in change));
}
