import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces, VisibleKeys } from '@app/contract';
import type { Actor } from '@app/kernel';
import { UnifiError } from '../controller';
import { UnifiSiteError } from '../site.errors';
import { UnifiPermission, wlanGate } from '../unifi.permissions';
import { WifiService } from './wifi.service';
import { UnifiWlanDto, UnifiWlanUpdateDto } from './wlan.dto';

const upstream = [UnifiError.unreachable, UnifiError.timeout];

@SurfaceController(surfaces.optima, { path: 'unifi/site/:id', name: 'unifiWifi', tag: 'UniFi' })
export class WifiOptimaController {
  constructor(private readonly wifi: WifiService) {}

  @Route({
    get: 'wifi',
    access: [UnifiPermission.access, UnifiPermission.wifi],
    returns: list(UnifiWlanDto),
    gate: wlanGate,
    errors: [UnifiSiteError.notFound, ...upstream],
    summary: "List a site's WLANs",
    description:
      'Asked of the controller each time, by one call; up to 10,000. What an older controller leaves out is false, null or an empty list. Passphrases and keys that are shown are a row of the audit log; without the row there is no answer.',
    message: 'UniFi WiFi Networks Fetched Successfully!',
  })
  list(@CurrentActor() actor: Actor, @Param('id') id: string, @VisibleKeys() keys: readonly string[]) {
    return this.wifi.list(actor, id, keys);
  }

  @Route({
    patch: 'wifi/:wlanId',
    access: [UnifiPermission.access, UnifiPermission.wifi, UnifiPermission.wifiUpdate],
    returns: one(UnifiWlanDto),
    gateWrite: wlanGate,
    errors: [UnifiSiteError.wlanNotFound, ...upstream],
    summary: 'Change a WLAN',
    description:
      'Keys that are left out stay as they are; a body without any changes nothing. A passphrase sent along with `security: open` is dropped. WPA3 and private pre-shared keys exclude each other. Passphrases and keys that are shown are a row of the audit log of their own.',
    message: 'UniFi WiFi Network Updated Successfully!',
  })
  update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('wlanId') wlanId: string,
    @Body() body: UnifiWlanUpdateDto,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.wifi.update(actor, id, wlanId, body, keys);
  }
}
