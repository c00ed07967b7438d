import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces, VisibleKeys } from '@app/contract';
import type { Actor } from '@app/kernel';
import { CredentialError, credentialGate, CredentialPermission } from '../credential-store';
import { CredentialTypeError, CredentialTypePermission } from '../credential-types';
import { CredentialDto, StoredFieldValueDto } from './credential.dto';
import { CredentialCreateDto, CredentialUpdateDto, FieldValuesDto, toCredentialInput } from './credential-input.dto';
import { CredentialsService } from './credentials.service';

@SurfaceController(surfaces.optima, { path: 'credential/credentials', name: 'credentials', tag: 'Credentials' })
export class CredentialsOptimaController {
  constructor(private readonly credentials: CredentialsService) {}

  @Route({
    post: '',
    access: [CredentialPermission.create],
    returns: one(CredentialDto),
    status: 201,
    gateWrite: credentialGate,
    summary: 'Create a credential',
    description:
      'Secure values are sealed before they are stored. Unknown fields are refused, required ones must have a value.',
    message: 'Credential Created Successfully!',
  })
  create(@CurrentActor() actor: Actor, @Body() body: CredentialCreateDto, @VisibleKeys() keys: readonly string[]) {
    return this.credentials.create(actor, toCredentialInput(body), keys);
  }

  @Route({
    get: 'company/:companyId',
    access: [CredentialPermission.fetchMany],
    returns: list(CredentialDto),
    gate: credentialGate,
    errors: [CredentialError.notFound],
    summary: 'List the credentials of a company',
    description: 'Sorted by name, up to 10,000. Sub-credentials stand below their parents.',
    message: 'Company Credentials Fetched Successfully!',
  })
  listByCompany(
    @CurrentActor() actor: Actor,
    @Param('companyId') companyId: string,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.credentials.ofCompany(actor, companyId, keys);
  }

  @Route({
    get: ':id',
    access: [CredentialPermission.fetch],
    returns: one(CredentialDto),
    gate: credentialGate,
    errors: [CredentialError.notFound],
    summary: 'Fetch a credential',
    description: 'Secure values are null here: reading them is an operation of its own.',
    message: 'Credential Fetched Successfully!',
  })
  fetch(@CurrentActor() actor: Actor, @Param('id') id: string, @VisibleKeys() keys: readonly string[]) {
    return this.credentials.get(actor, id, keys);
  }

  @Route({
    patch: ':id',
    access: [CredentialPermission.update],
    returns: one(CredentialDto),
    gateWrite: credentialGate,
    errors: [CredentialError.notFound],
    summary: 'Change a credential',
    description: 'Keys and fields that are left out stay as they are.',
    message: 'Credential Updated Successfully!',
  })
  update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: CredentialUpdateDto,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.credentials.update(actor, id, body, keys);
  }

  @Route({
    delete: ':id',
    access: [CredentialPermission.delete],
    returns: one({ schema: { type: 'object', nullable: true, enum: [null] } }),
    errors: [CredentialError.notFound],
    summary: 'Delete a credential',
    description: 'Its sub-credentials and all secure values, former ones too, go with it.',
    message: 'Credential Deleted Successfully!',
  })
  delete(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.credentials.delete(actor, id).then(() => null);
  }
}

@SurfaceController(surfaces.optima, {
  path: 'credential/credentials/:id/fields',
  name: 'credentialFields',
  tag: 'Credentials',
})
export class CredentialFieldsOptimaController {
  constructor(private readonly credentials: CredentialsService) {}

  @Route({
    get: '',
    access: [CredentialPermission.fetch, CredentialPermission.fieldsFetch],
    returns: list(StoredFieldValueDto),
    errors: [CredentialError.notFound],
    summary: 'List the field values of a credential',
    description:
      'Secure values as base64 of their ciphertext, the others in clear. Fields without a value and multi-credential ' +
      'fields are left out.',
    message: 'Credential Fields Fetched Successfully!',
  })
  list(@Param('id') id: string) {
    return this.credentials.fields(id);
  }

  @Route({
    put: '',
    access: [CredentialPermission.update, CredentialPermission.fieldsUpdate],
    returns: one(CredentialDto),
    gateWrite: credentialGate,
    errors: [CredentialError.notFound],
    summary: 'Change the field values of a credential',
    description: 'Afterwards every required field must have a value; fields that are left out keep theirs.',
    message: 'Credential Fields Updated Successfully!',
  })
  update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { fields }: FieldValuesDto,
    @VisibleKeys() keys: readonly string[],
  ) {
    return this.credentials.updateFields(actor, id, fields, keys);
  }
}

@SurfaceController(surfaces.optima, {
  path: 'credential-type/:id/credentials',
  name: 'credentials',
  tag: 'Credentials',
})
export class CredentialsOfTypeOptimaController {
  constructor(private readonly credentials: CredentialsService) {}

  @Route({
    get: '',
    access: [CredentialTypePermission.fetch, CredentialPermission.fetchMany],
    returns: list(CredentialDto),
    gate: credentialGate,
    errors: [CredentialTypeError.notFound],
    summary: 'List the credentials of a type',
    description: 'Sorted by name, up to 10,000. Sub-credentials stand below their parents.',
    message: 'Credentials Fetched Successfully!',
  })
  listByType(@CurrentActor() actor: Actor, @Param('id') id: string, @VisibleKeys() keys: readonly string[]) {
    return this.credentials.ofType(actor, id, keys);
  }
}
