import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/kernel';
import { type CallOptions, UnifiController, type Wlan } from '../controller';
import { ofWlan } from '../site.errors';
import { SitesService } from '../sites';
import { toWlanDto } from './wlan';
import type { WlanUpdate } from './wlan-changes';
import type { UnifiWlanDto } from './wlan.dto';
import { WlanWriter } from './wlan-writer';

const MAX_LISTED = 10_000;

/** The WLANs of a site, as the controller has them now. */
@Injectable()
export class WifiService {
  constructor(
    private readonly sites: SitesService,
    private readonly controller: UnifiController,
    private readonly writer: WlanWriter,
  ) {}

  async list(id: string): Promise<UnifiWlanDto[]> {
    return (await this.records(id)).map(toWlanDto);
  }

  /** With their secrets. @throws 404 for the site */
  async records(id: string, options?: CallOptions): Promise<readonly Wlan[]> {
    const site = await this.sites.get(id);
    const client = await this.controller.client(site);
    return (await client.wlans(site.siteId, options)).slice(0, MAX_LISTED);
  }

  /** With its secrets. @throws 404 for the site or the WLAN */
  async record(id: string, wlanId: string): Promise<Wlan> {
    const site = await this.sites.get(id);
    const client = await this.controller.client(site);
    return client.wlan(site.siteId, wlanId).catch(ofWlan(wlanId));
  }

  /** @throws 404 for the site or the WLAN, 400 for what does not go with the rest of it */
  async update(actor: Actor, id: string, wlanId: string, update: WlanUpdate): Promise<UnifiWlanDto> {
    const isEmpty = Object.keys(update).length === 0;
    const wlan = isEmpty
      ? await this.record(id, wlanId)
      : await this.writer.change(actor, id, wlanId, { plan: () => update });
    return toWlanDto(wlan);
  }
}
