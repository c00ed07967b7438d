import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { CredentialError, CredentialPermission } from '../credential-store';
import { CredentialExpiryDto, CredentialLifecycleDto, toCredentialLifecycleDto } from './lifecycle.dto';
import { LifecycleService } from './lifecycle.service';

@SurfaceController(surfaces.optima, {
  path: 'credential/credentials/:id/lifecycle',
  name: 'credentialLifecycle',
  tag: 'Credentials',
})
export class LifecycleOptimaController {
  constructor(private readonly lifecycles: LifecycleService) {}

  @Route({
    get: '',
    access: [CredentialPermission.fetch],
    returns: one(CredentialLifecycleDto),
    errors: [CredentialError.notFound],
    summary: 'Fetch when a credential expires and was last rotated',
    message: 'Credential Lifecycle Fetched Successfully!',
  })
  fetch(@Param('id') id: string) {
    return this.lifecycles.get(id).then(toCredentialLifecycleDto);
  }

  @Route({
    put: '',
    access: [CredentialPermission.fetch, CredentialPermission.update],
    returns: one(CredentialLifecycleDto),
    errors: [CredentialError.notFound],
    summary: 'Set when a credential expires',
    message: 'Credential Lifecycle Updated Successfully!',
  })
  update(@CurrentActor() actor: Actor, @Param('id') id: string, @Body() { expiresAt }: CredentialExpiryDto) {
    return this.lifecycles.setExpiry(actor, id, expiresAt).then(toCredentialLifecycleDto);
  }
}
