import { Body, Headers, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { Answer, list, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { REVEAL_REASON, revealReasonHeader } from '../credential-store';
import {
  CredentialTypeCreateDto,
  CredentialTypeDto,
  CredentialTypeUpdateDto,
  toCredentialTypeDto,
  toCredentialTypeDtos,
} from './credential-type.dto';
import { CredentialTypeError } from './credential-types.errors';
import { credentialTypeGate, CredentialTypePermission } from './credential-types.permissions';
import { CredentialTypesService } from './credential-types.service';

@SurfaceController(surfaces.optima, { path: 'credential-type', name: 'credentialTypes', tag: 'Credential types' })
export class CredentialTypesOptimaController {
  constructor(private readonly types: CredentialTypesService) {}

  @Route({
    get: '',
    access: [CredentialTypePermission.fetchMany],
    returns: list(CredentialTypeDto),
    gate: credentialTypeGate,
    summary: 'List the credential types',
    description: 'Sorted by name.',
    message: 'Credential Types Fetched Successfully!',
  })
  list() {
    return this.types.list().then(toCredentialTypeDtos);
  }

  @Route({
    post: '',
    access: [CredentialTypePermission.create],
    returns: one(CredentialTypeDto),
    status: 201,
    gateWrite: credentialTypeGate,
    errors: [CredentialTypeError.nameTaken],
    summary: 'Create a credential type',
    message: 'Credential Type Created Successfully!',
  })
  create(@CurrentActor() actor: Actor, @Body() body: CredentialTypeCreateDto) {
    return this.types.create(actor, body).then(toCredentialTypeDto);
  }

  @Route({
    get: ':identifier',
    access: [CredentialTypePermission.fetch],
    returns: one(CredentialTypeDto),
    gate: credentialTypeGate,
    errors: [CredentialTypeError.notFound],
    summary: 'Fetch a credential type',
    message: 'Credential Type Fetched Successfully!',
  })
  fetch(@Param('identifier') identifier: string) {
    return this.types.get(identifier).then(toCredentialTypeDto);
  }

  @Route({
    patch: ':identifier',
    access: [CredentialTypePermission.update],
    returns: one(CredentialTypeDto),
    gateWrite: credentialTypeGate,
    headers: [revealReasonHeader],
    errors: [CredentialTypeError.notFound, CredentialTypeError.nameTaken],
    summary: 'Change a credential type',
    description:
      'No value of an existing credential is lost: values of removed fields come back with the field, a field that ' +
      'becomes secure has its values sealed. A field that becomes readable needs what reading its values needs (the ' +
      'node `credential.secure_values.read`, the scope, the reason), and every value it opens is a row of the audit ' +
      'log; the reveals per minute do not bound it. All of it is one transaction, 100,000 values take about half a ' +
      'minute: meanwhile values are read as before the change, and who writes credentials of the type waits. 409 when ' +
      'a multi-credential field that is in use would become something else.',
    message: 'Credential Type Updated Successfully!',
  })
  update(
    @CurrentActor() actor: Actor,
    @Param('identifier') identifier: string,
    @Body() body: CredentialTypeUpdateDto,
    @Headers(REVEAL_REASON) why?: string,
  ) {
    return this.types.update(actor, identifier, body, why).then(toCredentialTypeDto);
  }

  @Route({
    delete: ':identifier',
    access: [CredentialTypePermission.delete],
    returns: one({ schema: { type: 'object', nullable: true, enum: [null] } }),
    errors: [CredentialTypeError.notFound],
    summary: 'Delete a credential type',
    description: 'All credentials of the type go with it; the header `x-deleted-credentials` says how many.',
    message: 'Credential Type Deleted Successfully!',
  })
  delete(@CurrentActor() actor: Actor, @Param('identifier') identifier: string) {
    return this.types
      .delete(actor, identifier)
      .then((credentials) => new Answer(null).header('x-deleted-credentials', String(credentials)));
  }
}
