import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { UnifiError } from '../controller';
import { UnifiSiteError } from '../site.errors';
import { UnifiPermission } from '../unifi.permissions';
import * as dto from './group.dto';
import { UnifiNetworkDto } from './network.dto';
import { NetworksService } from './networks.service';

const errors = [UnifiSiteError.notFound, UnifiError.unreachable, UnifiError.timeout];

@SurfaceController(surfaces.optima, { path: 'unifi/site/:id', name: 'unifiNetworks', tag: 'UniFi' })
export class NetworksOptimaController {
  constructor(private readonly networks: NetworksService) {}

  @Route({
    get: 'networks',
    access: [UnifiPermission.access, UnifiPermission.networks],
    returns: list(UnifiNetworkDto),
    errors,
    summary: "List a site's networks",
    description: 'Asked of the controller each time; up to 10,000.',
    message: 'UniFi Networks Fetched Successfully!',
  })
  list(@Param('id') id: string) {
    return this.networks.list(id);
  }

  @Route({
    get: 'wlan-groups',
    access: [UnifiPermission.access, UnifiPermission.wlanGroups],
    returns: list(dto.UnifiWlanGroupDto),
    errors,
    summary: "List a site's WLAN groups",
    description: 'Newer controllers have AP groups in their place, and none of these.',
    message: 'UniFi WLAN Groups Fetched Successfully!',
  })
  listWlanGroups(@Param('id') id: string) {
    return this.networks.wlanGroups(id);
  }

  @Route({
    post: 'wlan-groups',
    access: [UnifiPermission.access, UnifiPermission.wlanGroups, UnifiPermission.wlanGroupsCreate],
    returns: one(dto.UnifiWlanGroupDto),
    status: 201,
    errors,
    summary: 'Create a WLAN group',
    message: 'UniFi WLAN Group Created Successfully!',
  })
  createWlanGroup(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { name }: dto.UnifiWlanGroupCreateDto,
  ) {
    return this.networks.createWlanGroup(actor, id, name);
  }

  @Route({
    get: 'ap-groups',
    access: [UnifiPermission.access, UnifiPermission.apGroups],
    returns: list(dto.UnifiApGroupDto),
    errors,
    summary: "List a site's AP groups",
    message: 'UniFi AP Groups Fetched Successfully!',
  })
  listApGroups(@Param('id') id: string) {
    return this.networks.apGroups(id);
  }

  @Route({
    get: 'speed-profiles',
    access: [UnifiPermission.access, UnifiPermission.speedProfiles],
    returns: list(dto.UnifiSpeedProfileDto),
    errors,
    summary: "List a site's speed profiles",
    description: '-1 stands for no limit.',
    message: 'UniFi Speed Profiles Fetched Successfully!',
  })
  listSpeedProfiles(@Param('id') id: string) {
    return this.networks.speedProfiles(id);
  }

  @Route({
    post: 'speed-profiles',
    access: [UnifiPermission.access, UnifiPermission.speedProfiles, UnifiPermission.speedProfilesCreate],
    returns: one(dto.UnifiSpeedProfileDto),
    status: 201,
    errors,
    summary: 'Create a speed profile',
    message: 'UniFi Speed Profile Created Successfully!',
  })
  createSpeedProfile(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: dto.UnifiSpeedProfileCreateDto,
  ) {
    return this.networks.createSpeedProfile(actor, id, body);
  }
}
