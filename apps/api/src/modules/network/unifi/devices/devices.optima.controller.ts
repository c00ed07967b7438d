import { Param } from '@nestjs/common';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import { UnifiError } from '../controller';
import { UnifiSiteError } from '../site.errors';
import { UnifiPermission } from '../unifi.permissions';
import { UnifiAccessPointDto, UnifiDeviceDto } from './device.dto';
import { DevicesService } from './devices.service';
import { UnifiOverviewDto } from './overview.dto';
import { UnifiWifiLimitsDto } from './wifi-limits.dto';

const errors = [UnifiSiteError.notFound, UnifiError.unreachable, UnifiError.timeout];

@SurfaceController(surfaces.optima, { path: 'unifi/site/:id', name: 'unifiDevices', tag: 'UniFi' })
export class DevicesOptimaController {
  constructor(private readonly devices: DevicesService) {}

  @Route({
    get: 'overview',
    access: [UnifiPermission.access, UnifiPermission.overview],
    returns: one(UnifiOverviewDto),
    errors,
    summary: "Fetch a site's overview",
    description: 'Asked of the controller each time.',
    message: 'UniFi Site Overview Fetched Successfully!',
  })
  overview(@Param('id') id: string) {
    return this.devices.overview(id);
  }

  @Route({
    get: 'devices',
    access: [UnifiPermission.access, UnifiPermission.devices],
    returns: list(UnifiDeviceDto),
    errors,
    summary: "List a site's devices",
    description: 'Asked of the controller each time; up to 10,000. A device without a name goes by its model.',
    message: 'UniFi Devices Fetched Successfully!',
  })
  list(@Param('id') id: string) {
    return this.devices.list(id);
  }

  @Route({
    get: 'access-points',
    access: [UnifiPermission.access, UnifiPermission.accessPoints],
    returns: list(UnifiAccessPointDto),
    errors,
    summary: "List a site's access points",
    description: 'Devices of type `uap` only. `state` is the number that the controller has for it.',
    message: 'UniFi Access Points Fetched Successfully!',
  })
  accessPoints(@Param('id') id: string) {
    return this.devices.accessPoints(id);
  }

  @Route({
    get: 'wifi-limits',
    access: [UnifiPermission.access, UnifiPermission.wifiLimits],
    returns: list(UnifiWifiLimitsDto),
    errors,
    summary: 'Show how many more WLANs each radio takes',
    description:
      'For every radio of every adopted access point: the enabled WLANs of its band that reach the access point through their groups, out of eight.',
    message: 'UniFi WiFi Limits Fetched Successfully!',
  })
  wifiLimits(@Param('id') id: string) {
    return this.devices.wifiLimits(id);
  }
}
