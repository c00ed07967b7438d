import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, signedIn, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import {
  EcoflowAccountDto,
  EcoflowAccountUpdateDto,
  EcoflowOwnPermissionsDto,
  EcoflowOwnPermissionsPartDto,
  toEcoflowAccountDto,
} from './account.ecoflow.dto';
import { EcoflowAccount } from './ecoflow-account.service';
import { byId } from './user-record';
import { UserError } from './users.errors';
import { UserPermission } from './users.permissions';
import { UsersService } from './users.service';

@SurfaceController(surfaces.ecoflow, { path: 'users', name: 'account', tag: 'Account' })
export class AccountEcoflowController {
  constructor(
    private readonly users: UsersService,
    private readonly account: EcoflowAccount,
  ) {}

  @Route({
    get: '',
    access: [UserPermission.read],
    returns: one(EcoflowAccountDto),
    summary: 'Fetch the own account',
  })
  fetch(@CurrentActor() { principal }: SignedInActor) {
    return this.users.get(byId(principal.userId)).then(toEcoflowAccountDto);
  }

  @Route({
    patch: '',
    access: [UserPermission.write],
    returns: one({ schema: { type: 'string', description: 'A sentence to show.' } }),
    limit: 'login',
    errors: [UserError.emailTaken, 503],
    summary: 'Change the own profile or password',
    description:
      "Mode `info` takes `name` and `email`; mode `PWD` takes the three passwords. A wrong old password, two new ones that differ or a weak one answer 400. A changed password or e-mail ends the account's sessions and personal access tokens.",
  })
  update(@CurrentActor() actor: SignedInActor, @Body() body: EcoflowAccountUpdateDto) {
    return this.account.update(actor, body);
  }

  @Route({
    get: 'permissions',
    access: signedIn,
    returns: one(EcoflowOwnPermissionsDto),
    summary: 'List own roles and permission flags',
  })
  permissions(@CurrentActor() actor: SignedInActor) {
    return this.account.permissions(actor);
  }

  @Route({
    get: 'permissions/:mode',
    access: signedIn,
    returns: one(EcoflowOwnPermissionsPartDto),
    summary: 'List own roles or own permission flags',
  })
  permissionsByMode(@CurrentActor() actor: SignedInActor, @Param('mode') mode: string) {
    return this.account.permissionsPart(actor, mode);
  }

  @Route({
    get: 'roles',
    access: signedIn,
    returns: list({ schema: { type: 'string' } }),
    summary: 'List the names of own roles',
  })
  roles(@CurrentActor() { principal }: SignedInActor) {
    return this.users.rolesOf(byId(principal.userId)).then((roles) => roles.map(({ title }) => title));
  }
}
