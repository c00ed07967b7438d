import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/kernel';
import { UnifiController, type Wlan, type WlanChanges } from '../controller';
import { ControllerWrites } from '../controller-writes';
import { ofWlan } from '../site.errors';
import { SitesService } from '../sites';
import { toWlanDto } from './wlan';
import { toControllerChange, type WlanUpdate } from './wlan-changes';
import type { UnifiWlanDto } from './wlan.dto';

const MAX_LISTED = 10_000;

/** The WLANs of a site, as the controller has them now. */
@Injectable()
export class WifiService {
  constructor(
    private readonly sites: SitesService,
    private readonly controller: UnifiController,
    private readonly writes: ControllerWrites,
  ) {}

  async list(id: string): Promise<UnifiWlanDto[]> {
    const site = await this.sites.get(id);
    const { siteId } = site;
    const client = await this.controller.client(site);
    return (await client.wlans(siteId)).slice(0, MAX_LISTED).map(toWlanDto);
  }

  /** @throws 404 for the site or the WLAN, 400 for what does not go with the rest of it */
  async update(actor: Actor, id: string, wlanId: string, update: WlanUpdate): Promise<UnifiWlanDto> {
    const site = await this.sites.get(id);
    const { siteId } = site;
    const client = await this.controller.client(site);
    const current = await client.wlan(siteId, wlanId).catch(ofWlan(wlanId));
    const change = toControllerChange(update, current);
    if (Object.keys(change).length === 0) return toWlanDto(current);
    const changed = await this.writes.run(actor, site, async () => ({
      entry: {
        action: 'unifi.wlan.update',
        target: { type: 'unifiWlan', id: wlanId, name: current.name },
        message: `WLAN ${current.name} was changed`,
        before: { unifiSite: id, ...before(current, change) },
        after: { unifiSite: id, ...change },
      },
      write: () => client.updateWlan(siteId, wlanId, change).catch(ofWlan(wlanId)),
    }));
    return toWlanDto(changed);
  }
}

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
