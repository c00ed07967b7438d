import { Headers, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, Route, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { CredentialError, CredentialPermission } from '../credential-store';
import { REVEAL_REASON, revealReasonHeader } from '../credential-store';
import { RevealsService } from './reveals.service';
import { SecureValueDto } from './secure-value.dto';

@SurfaceController(surfaces.optima, {
  path: 'credential/credentials/:id/secure-values',
  name: 'secureValues',
  tag: 'Credentials',
})
export class SecureValuesOptimaController {
  constructor(private readonly reveals: RevealsService) {}

  @Route({
    get: '',
    access: [CredentialPermission.fetch, CredentialPermission.secureValuesRead],
    returns: one({ schema: { type: 'object', additionalProperties: { type: 'string' } } }),
    headers: [revealReasonHeader],
    errors: [CredentialError.notFound, 429],
    summary: 'Read all secure values of a credential',
    description:
      'Every value that is read is a row of the audit log and counts towards the reveals a user has per minute.',
    message: 'Secure Values Fetched Successfully!',
  })
  list(@CurrentActor() actor: SignedInActor, @Param('id') id: string, @Headers(REVEAL_REASON) why?: string) {
    return this.reveals.all(actor, id, why);
  }

  @Route({
    get: ':fieldId',
    access: [CredentialPermission.fetch, CredentialPermission.secureValuesRead],
    returns: one(SecureValueDto),
    headers: [revealReasonHeader],
    errors: [CredentialError.secureFieldNotFound, 429],
    summary: 'Read one secure value of a credential',
    description: 'A row of the audit log; it counts towards the reveals a user has per minute.',
    message: 'Secure Value Fetched Successfully!',
  })
  fetch(
    @CurrentActor() actor: SignedInActor,
    @Param('id') id: string,
    @Param('fieldId') fieldId: string,
    @Headers(REVEAL_REASON) why?: string,
  ) {
    return this.reveals.single(actor, id, fieldId, why);
  }
}
