import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { withFlags } from '../ecoflow-flags';
import { EcoflowRoleCreateDto, EcoflowRoleDto, EcoflowRoleUpdateDto, toEcoflowRoleDtos } from './role.ecoflow.dto';
import { RoleError } from './roles.errors';
import { RolePermission } from './roles.permissions';
import { RolesService } from './roles.service';

const likePath = ['body', 'roleLike'];

const listOfOne = {
  schema: { type: 'array', minItems: 1, maxItems: 1, items: { $ref: '#/components/schemas/EcoflowRoleDto' } },
  models: [EcoflowRoleDto],
};

/** Every answer is a list: its clients replace the roles they show by whatever comes back. */
@SurfaceController(surfaces.ecoflow, { path: 'role', name: 'roles', tag: 'Roles' })
export class RolesEcoflowController {
  constructor(private readonly roles: RolesService) {}

  @Route({
    get: '',
    access: [RolePermission.read, RolePermission.list],
    returns: list(EcoflowRoleDto),
    summary: 'List roles',
  })
  list() {
    return this.roles.list().then(toEcoflowRoleDtos);
  }

  @Route({
    post: '',
    access: [RolePermission.create],
    returns: list(EcoflowRoleDto),
    summary: 'Create a role',
    description:
      'Starts with the permissions of `roleLike`, if one is named, and answers all roles. An unknown `roleLike` answers 400.',
  })
  create(@CurrentActor() actor: Actor, @Body() { roleName, roleLike = null }: EcoflowRoleCreateDto) {
    return this.roles.createLike(actor, roleName, roleLike, likePath).then(() => this.list());
  }

  @Route({
    patch: '',
    access: [RolePermission.modify],
    returns: list(EcoflowRoleDto),
    errors: [RoleError.notFound, 409],
    summary: "Change a role's permission flags",
    description: 'Adds and removes only nodes that some flag stands for, and answers all roles.',
  })
  update(@CurrentActor() actor: Actor, @Body() { id, permissions: flags }: EcoflowRoleUpdateDto) {
    return this.roles
      .changePermissions(actor, id, (permissions) => withFlags(permissions, flags))
      .then(() => this.list());
  }

  @Route({
    get: ':id',
    access: [RolePermission.read],
    returns: one(listOfOne),
    errors: [RoleError.notFound],
    summary: 'Fetch a role',
    description: 'The answer is a list of one.',
  })
  fetch(@Param('id') id: string) {
    return this.roles.get(id).then((role) => toEcoflowRoleDtos([role]));
  }

  @Route({
    delete: ':id',
    access: [RolePermission.delete],
    returns: list(EcoflowRoleDto),
    errors: [RoleError.notFound, RoleError.grantsEverything, RoleError.seeded],
    summary: 'Delete a role',
    description:
      'Takes it from every user who has it and answers the remaining roles. The default role and others that every installation has cannot be deleted: 409.',
  })
  delete(@CurrentActor() actor: Actor, @Param('id') id: string) {
    return this.roles.deleteOrdinary(actor, id).then(() => this.list());
  }
}
