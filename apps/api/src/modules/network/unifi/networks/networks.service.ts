import { Injectable } from '@nestjs/common';
import { invalidField, type Actor } from '@app/kernel';
import { UnifiController } from '../controller';
import { ControllerWrites } from '../controller-writes';
import { SitesService } from '../sites';
import type { UnifiApGroupDto, UnifiSpeedProfileDto, UnifiWlanGroupDto } from './group.dto';
import type { UnifiNetworkDto } from './network.dto';

export interface NewSpeedProfile {
  readonly name: string;
  readonly downloadLimitKbps?: number;
  readonly uploadLimitKbps?: number;
}

const MAX_LISTED = 10_000;
const UNLIMITED = -1;
const LOWEST_LIMIT_KBPS = 2;

/** The networks of a site and its groups of access points, WLANs and users, as the controller has them now. */
@Injectable()
export class NetworksService {
  constructor(
    private readonly sites: SitesService,
    private readonly controller: UnifiController,
    private readonly writes: ControllerWrites,
  ) {}

  async list(id: string): Promise<UnifiNetworkDto[]> {
    const { client, siteId } = await this.at(id);
    return (await client.networks(siteId)).slice(0, MAX_LISTED);
  }

  async wlanGroups(id: string): Promise<UnifiWlanGroupDto[]> {
    const { client, siteId } = await this.at(id);
    return (await client.wlanGroups(siteId)).slice(0, MAX_LISTED);
  }

  async apGroups(id: string): Promise<UnifiApGroupDto[]> {
    const { client, siteId } = await this.at(id);
    const groups = (await client.apGroups(siteId)).slice(0, MAX_LISTED);
    return groups.map(({ id: groupId, name, deviceMacs, noDelete }) => ({ id: groupId, name, deviceMacs, noDelete }));
  }

  async speedProfiles(id: string): Promise<UnifiSpeedProfileDto[]> {
    const { client, siteId } = await this.at(id);
    return (await client.userGroups(siteId)).slice(0, MAX_LISTED);
  }

  async createWlanGroup(actor: Actor, id: string, name: string): Promise<UnifiWlanGroupDto> {
    const site = await this.at(id);
    const group = { name: name.trim() };
    return this.writes.run(actor, site, async () => ({
      entry: {
        action: 'unifi.wlanGroup.create',
        target: { type: 'unifiSite', id, name: site.name },
        message: `WLAN group ${group.name} was created at UniFi site ${site.name}`,
        after: group,
      },
      write: () => site.client.createWlanGroup(site.siteId, group.name),
    }));
  }

  /** @throws 400 for a limit that the controller cannot set */
  async createSpeedProfile(actor: Actor, id: string, profile: NewSpeedProfile): Promise<UnifiSpeedProfileDto> {
    const group = {
      name: profile.name.trim(),
      downloadLimitKbps: limitOf('downloadLimitKbps', profile),
      uploadLimitKbps: limitOf('uploadLimitKbps', profile),
    };
    const site = await this.at(id);
    return this.writes.run(actor, site, async () => ({
      entry: {
        action: 'unifi.speedProfile.create',
        target: { type: 'unifiSite', id, name: site.name },
        message: `Speed profile ${group.name} was created at UniFi site ${site.name}`,
        after: group,
      },
      write: () => site.client.createUserGroup(site.siteId, group),
    }));
  }

  private async at(id: string) {
    const site = await this.sites.get(id);
    return { ...site, client: await this.controller.client(site) };
  }
}

function limitOf(field: 'downloadLimitKbps' | 'uploadLimitKbps', profile: NewSpeedProfile): number {
  const limit = profile[field] ?? UNLIMITED;
  if (limit === UNLIMITED || limit >= LOWEST_LIMIT_KBPS) return limit;
  throw invalidField(['body', field], `${field} must be ${UNLIMITED}, or ${LOWEST_LIMIT_KBPS} and more`);
}
