import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { UnifiError } from '../controller';
import { UnifiSiteError } from '../site.errors';
import { UnifiPermission } from '../unifi.permissions';
import { UnifiPpskCreateDto, UnifiPpskDto } from './ppsk.dto';
import { PpskService } from './ppsk.service';

const errors = [UnifiSiteError.wlanNotFound, UnifiError.unreachable, UnifiError.timeout];

@SurfaceController(surfaces.optima, { path: 'unifi/site/:id/wifi/:wlanId/ppsk', name: 'unifiPpsk', tag: 'UniFi' })
export class PpskOptimaController {
  constructor(private readonly ppsk: PpskService) {}

  @Route({
    get: '',
    access: [UnifiPermission.access, UnifiPermission.wifi, UnifiPermission.ppsk],
    returns: list(UnifiPpskDto),
    errors,
    summary: "List a WLAN's private pre-shared keys",
    description:
      'The controller keeps the keys and their networks; names and MAC addresses are kept here. A key that was made elsewhere has an empty name. Keys that are shown are a row of the audit log; without the row there is no answer.',
    message: 'UniFi Private PSKs Fetched Successfully!',
  })
  list(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('wlanId') wlanId: string) {
    return this.ppsk.list(actor, id, wlanId);
  }

  @Route({
    post: '',
    access: [UnifiPermission.access, UnifiPermission.wifi, UnifiPermission.ppsk, UnifiPermission.ppskCreate],
    returns: list(UnifiPpskDto),
    status: 201,
    errors: [...errors, UnifiSiteError.noPrivateKeys],
    summary: 'Create a private pre-shared key',
    description:
      'Turns private pre-shared keys on where they are off. The answer lists all keys of the WLAN. 409 when the WLAN cannot have any: they need WPA2 with a passphrase. Keys that are shown are a row of the audit log of their own.',
    message: 'UniFi Private PSK Created Successfully!',
  })
  create(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('wlanId') wlanId: string,
    @Body() body: UnifiPpskCreateDto,
  ) {
    return this.ppsk.create(actor, id, wlanId, body);
  }
}
