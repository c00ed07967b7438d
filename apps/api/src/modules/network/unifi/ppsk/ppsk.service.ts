import { Injectable } from '@nestjs/common';
import type { Actor } from '@app/kernel';
import { UnifiController, type Network, type UnifiClient, type Wlan, type WlanChanges } from '../controller';
import { ControllerWrites, isOutcomeUnknown } from '../controller-writes';
import { ofWlan, UnifiSiteError } from '../site.errors';
import { SitesService, type UnifiSite } from '../sites';
import { WlanLock } from '../wifi/wlan-lock';
import { WlanReveals } from '../wifi/wlan-reveals';
import { PpskLabels } from './ppsk-labels';
import { PpskTidying } from './ppsk-tidying';
import type { UnifiPpskDto } from './ppsk.dto';
import * as keys from './private-keys';

const MAX_LISTED = 10_000;
const SHOWN = ['privatePreSharedKeys'];

/** Private pre-shared keys. The controller has them as one list of the WLAN; names and MAC addresses are kept here. */
@Injectable()
export class PpskService {
  constructor(
    private readonly sites: SitesService,
    private readonly controller: UnifiController,
    private readonly writes: ControllerWrites,
    private readonly labels: PpskLabels,
    private readonly tidying: PpskTidying,
    private readonly lock: WlanLock,
    private readonly reveals: WlanReveals,
  ) {}

  /** @throws 404 for the site or the WLAN */
  async list(actor: Actor, id: string, wlanId: string): Promise<UnifiPpskDto[]> {
    const site = await this.sites.get(id);
    const { siteId } = site;
    const client = await this.controller.client(site);
    const [wlan, networks] = await Promise.all([
      client.wlan(siteId, wlanId).catch(ofWlan(wlanId)),
      client.networks(siteId),
    ]);
    const matched = await this.labels.match({ site, wlanId: wlan.id }, keys.keysOf(wlan));
    await this.tidying.tidy(site, wlan, client, matched);
    await this.reveals.ofWlan(actor, id, wlan, SHOWN);
    return keys.toPpskDtos(wlan, networks, matched.labels).slice(0, MAX_LISTED);
  }

  /** @throws 404 for the site or the WLAN, 400 naming the field, 409 when the WLAN cannot have such keys */
  async create(actor: Actor, id: string, wlanId: string, input: keys.NewPrivateKey): Promise<UnifiPpskDto[]> {
    const site = await this.sites.get(id);
    const { siteId } = site;
    const client = await this.controller.client(site);
    const label = { name: input.name.trim(), mac: keys.macOf(input.mac) };
    const vlanId = input.vlanId ?? null;
    const networks = await client.networks(siteId);
    const written = await this.writes.run(actor, site, async () => {
      await this.lock.take(wlanId);
      const wlan = await client.wlan(siteId, wlanId).catch(ofWlan(wlanId));
      keys.assertSupported(wlan);
      keys.assertUnused(wlan, input.key);
      const change = keys.withKey(wlan, input.key, keys.networkFor(vlanId, wlan, networks));
      return {
        entry: {
          action: 'unifi.ppsk.create',
          target: { type: 'unifiWlan', id: wlanId, name: wlan.name },
          message: `Private pre-shared key ${label.name} was created`,
          after: { unifiSite: id, label: label.name, mac: label.mac, vlanId },
        },
        write: () => this.write(client, siteId, wlanId, change, input.key),
        keep: () => this.labels.keep({ site, wlanId }, input.key, label),
      };
    });
    return this.show(actor, site, written, networks);
  }

  /**
   * When the answer is lost, a look at the WLAN tells whether the key got there. So it is neither reported as missing
   * while it works, nor written twice.
   */
  private async write(
    client: UnifiClient,
    siteId: string,
    wlanId: string,
    change: WlanChanges,
    key: string,
  ): Promise<Wlan> {
    const wlan = await client
      .updateWlan(siteId, wlanId, change)
      .catch(ofWlan(wlanId))
      .catch(async (error: unknown) => {
        if (!isOutcomeUnknown(error)) throw error;
        const now = await client.wlan(siteId, wlanId).catch(() => undefined);
        if (now && keys.keysOf(now).includes(key)) return now;
        throw error;
      });
    // Controllers that know no such keys take the change and leave it out.
    if (!keys.keysOf(wlan).includes(key)) throw UnifiSiteError.noPrivateKeys();
    return wlan;
  }

  private async show(actor: Actor, site: UnifiSite, wlan: Wlan, networks: readonly Network[]): Promise<UnifiPpskDto[]> {
    const { labels } = await this.labels.match({ site, wlanId: wlan.id }, keys.keysOf(wlan));
    await this.reveals.ofWlan(actor, site.id, wlan, SHOWN);
    return keys.toPpskDtos(wlan, networks, labels).slice(0, MAX_LISTED);
  }
}
