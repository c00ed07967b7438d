import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/kernel';
import { type CallOptions, UnifiController, type Wlan } from '../controller';
import { ofWlan } from '../site.errors';
import { SitesService, type UnifiSite } from '../sites';
import { toWlanDto } from './wlan';
import type { WlanUpdate } from './wlan-changes';
import type { UnifiWlanDto } from './wlan.dto';
import { WlanReveals } from './wlan-reveals';
import { WlanWriter } from './wlan-writer';

const MAX_LISTED = 10_000;

/** The WLANs of a site, as the controller has them now. */
@Injectable()
export class WifiService {
  constructor(
    private readonly sites: SitesService,
    private readonly controller: UnifiController,
    private readonly writer: WlanWriter,
    private readonly reveals: WlanReveals,
  ) {}

  /** @param keys those of the answer that the actor sees, of which secrets are recorded. @throws 404 for the site */
  async list(actor: Actor, id: string, keys: readonly string[]): Promise<UnifiWlanDto[]> {
    const { site, wlans } = await this.read(id);
    await this.reveals.ofSite(actor, site, wlans, keys);
    return wlans.map(toWlanDto);
  }

  /** With their secrets. @throws 404 for the site */
  async records(id: string, options?: CallOptions): Promise<readonly Wlan[]> {
    return (await this.read(id, options)).wlans;
  }

  /** With its secrets. @throws 404 for the site or the WLAN */
  async record(id: string, wlanId: string): Promise<Wlan> {
    const site = await this.sites.get(id);
    const client = await this.controller.client(site);
    return client.wlan(site.siteId, wlanId).catch(ofWlan(wlanId));
  }

  /**
   * @param keys those of the answer that the actor sees, of which secrets are recorded
   * @throws 404 for the site or the WLAN, 400 for what does not go with the rest of it
   */
  async update(
    actor: Actor,
    id: string,
    wlanId: string,
    update: WlanUpdate,
    keys: readonly string[],
  ): Promise<UnifiWlanDto> {
    const isEmpty = Object.keys(update).length === 0;
    const wlan = isEmpty
      ? await this.record(id, wlanId)
      : await this.writer.change(actor, id, wlanId, { plan: () => update });
    await this.reveals.ofWlan(actor, id, wlan, keys);
    return toWlanDto(wlan);
  }

  private async read(
    id: string,
    options?: CallOptions,
  ): Promise<{ readonly site: UnifiSite; readonly wlans: readonly Wlan[] }> {
    const site = await this.sites.get(id);
    const client = await this.controller.client(site);
    return { site, wlans: (await client.wlans(site.siteId, options)).slice(0, MAX_LISTED) };
  }
}
