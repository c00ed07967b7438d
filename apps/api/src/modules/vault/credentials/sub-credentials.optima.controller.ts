import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces, VisibleKeys } from '@app/contract';
import type { Actor } from '@app/kernel';
import { CredentialError, credentialGate, CredentialPermission } from '../credential-store';
import { SubCredentialDto } from './credential.dto';
import { SubCredentialCreateDto } from './credential-input.dto';
import { SubCredentialsService } from './sub-credentials.service';

@SurfaceController(surfaces.optima, {
  path: 'credential/credentials/:id/sub-credentials',
  name: 'subCredentials',
  tag: 'Credentials',
})
export class SubCredentialsOptimaController {
  constructor(private readonly subCredentials: SubCredentialsService) {}

  @Route({
    get: '',
    access: [CredentialPermission.fetch, CredentialPermission.subCredentialsFetch],
    returns: list(SubCredentialDto),
    gate: credentialGate,
    errors: [CredentialError.notFound],
    summary: 'List the sub-credentials of a credential',
    message: 'Sub-Credentials Fetched Successfully!',
  })
  list(@CurrentActor() actor: Actor, @Param('id') id: string, @VisibleKeys() keys: readonly string[]) {
    return this.subCredentials.list(actor, id, keys);
  }

  @Route({
    post: '',
    access: [CredentialPermission.fetch, CredentialPermission.subCredentialsCreate],
    returns: one(SubCredentialDto),
    status: 201,
    gateWrite: credentialGate,
    errors: [CredentialError.notFound],
    summary: 'Add a sub-credential',
    description: 'For one multi-credential field of the parent, whose sub-fields the values must match.',
    message: 'Sub-Credential Created Successfully!',
  })
  create(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: SubCredentialCreateDto,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.subCredentials.create(actor, id, body, keys);
  }

  @Route({
    delete: ':subId',
    access: [CredentialPermission.fetch, CredentialPermission.subCredentialsDelete],
    returns: one({ schema: { type: 'object', nullable: true, enum: [null] } }),
    errors: [CredentialError.subCredentialNotFound],
    summary: 'Remove a sub-credential',
    message: 'Sub-Credential Removed Successfully!',
  })
  delete(@CurrentActor() actor: Actor, @Param('id') id: string, @Param('subId') subId: string) {
    return this.subCredentials.delete(actor, id, subId).then(() => null);
  }
}
