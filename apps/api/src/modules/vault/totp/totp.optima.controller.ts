import { Headers, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, Route, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { CredentialError, CredentialPermission } from '../credential-store';
import { REVEAL_REASON, revealReasonHeader } from '../credential-store';
import { OneTimeCodeDto, oneTimeCodeDto } from './totp.dto';
import { TotpError } from './totp.errors';
import { TotpPermission } from './totp.permissions';
import { TotpService } from './totp.service';

@SurfaceController(surfaces.optima, {
  path: 'credential/credentials/:id/totp',
  name: 'oneTimeCodes',
  tag: 'Credentials',
})
export class TotpOptimaController {
  constructor(private readonly totp: TotpService) {}

  @Route({
    get: ':fieldId',
    access: [CredentialPermission.fetch, TotpPermission.read],
    returns: one(OneTimeCodeDto),
    headers: [revealReasonHeader],
    errors: [CredentialError.secureFieldNotFound, TotpError.noOneTimeCode, 429],
    summary: 'Read the current one-time code of a secure field',
    description:
      'Of a field whose value is an `otpauth://totp/` URI, by RFC 6238; the seed stays sealed away. Each code is a row of the audit log and counts towards the reveals a user has per minute. 409 when the field holds anything else.',
    message: 'One-Time Code Fetched Successfully!',
  })
  fetch(
    @CurrentActor() actor: SignedInActor,
    @Param('id') id: string,
    @Param('fieldId') fieldId: string,
    @Headers(REVEAL_REASON) why?: string,
  ) {
    return this.totp.code(actor, id, fieldId, why).then(oneTimeCodeDto(fieldId));
  }
}
