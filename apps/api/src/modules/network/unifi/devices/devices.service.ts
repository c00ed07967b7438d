import { Injectable } from '@nestjs/common';
import { UnifiController } from '../controller';
import { SitesService } from '../sites';
import { isAccessPoint, toAccessPointDto, toDeviceDto, toHealthDto } from './device';
import type { UnifiAccessPointDto, UnifiDeviceDto } from './device.dto';
import type { UnifiOverviewDto } from './overview.dto';
import { wifiLimits } from './wifi-limits';
import type { UnifiWifiLimitsDto } from './wifi-limits.dto';

const MAX_LISTED = 10_000;

/** What stands at a site, as the controller has it now. */
@Injectable()
export class DevicesService {
  constructor(
    private readonly sites: SitesService,
    private readonly controller: UnifiController,
  ) {}

  async overview(id: string): Promise<UnifiOverviewDto> {
    const site = await this.sites.get(id);
    const { siteId, name } = site;
    const client = await this.controller.client(site);
    const calls = [client.health(siteId), client.sysinfo(siteId), client.selfSites()] as const;
    const [health, { timezone, hostname, version }, sites] = await Promise.all(calls);
    const current = sites.find((site) => site.name === siteId);
    return {
      health: health.map(toHealthDto),
      sysInfo: { timezone, hostname, version },
      siteInfo: { description: current?.description ?? name, name: siteId },
    };
  }

  async list(id: string): Promise<UnifiDeviceDto[]> {
    return (await this.devices(id)).map(toDeviceDto);
  }

  async accessPoints(id: string): Promise<UnifiAccessPointDto[]> {
    return (await this.devices(id)).filter(isAccessPoint).map(toAccessPointDto);
  }

  async wifiLimits(id: string): Promise<UnifiWifiLimitsDto[]> {
    const site = await this.sites.get(id);
    const { siteId } = site;
    const client = await this.controller.client(site);
    const calls = [client.devices(siteId), client.wlans(siteId), client.apGroups(siteId)] as const;
    const [devices, wlans, apGroups] = await Promise.all(calls);
    return wifiLimits(devices.slice(0, MAX_LISTED), wlans, apGroups);
  }

  private async devices(id: string) {
    const site = await this.sites.get(id);
    const { siteId } = site;
    const client = await this.controller.client(site);
    return (await client.devices(siteId)).slice(0, MAX_LISTED);
  }
}
