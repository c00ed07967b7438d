import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import {
  DeletedRoleDto,
  RoleCreateDto,
  RoleDto,
  RolePermissionsDto,
  RoleUpdateDto,
  toDeletedRoleDto,
  toRoleDto,
  toRoleDtos,
} from './role.dto';
import { RoleError } from './roles.errors';
import { roleGate, RolePermission } from './roles.permissions';
import { RolesService } from './roles.service';

@SurfaceController(surfaces.optima, { path: 'role', name: 'roles', tag: 'Roles' })
export class RolesOptimaController {
  constructor(private readonly roles: RolesService) {}

  @Route({
    get: '',
    access: [RolePermission.read, RolePermission.list],
    returns: list(RoleDto),
    gate: roleGate,
    summary: 'List roles',
    message: 'Roles Fetched Successfully!',
  })
  list() {
    return this.roles.list().then(toRoleDtos);
  }

  @Route({
    post: '',
    access: [RolePermission.create],
    returns: one(RoleDto),
    status: 201,
    gateWrite: roleGate,
    errors: [RoleError.monikerTaken],
    summary: 'Create a role',
    message: 'Role Created Successfully!',
  })
  create(@CurrentActor() actor: Actor, @Body() body: RoleCreateDto) {
    return this.roles.create(actor, body).then(toRoleDto);
  }

  @Route({
    get: ':identifier',
    access: [RolePermission.read],
    returns: one(RoleDto),
    gate: roleGate,
    errors: [RoleError.notFound],
    summary: 'Fetch a role',
    message: 'Role Fetched Successfully!',
  })
  fetch(@Param('identifier') identifier: string) {
    return this.roles.get(identifier).then(toRoleDto);
  }

  @Route({
    patch: ':identifier',
    access: [RolePermission.modify],
    returns: one(RoleDto),
    gateWrite: roleGate,
    errors: [RoleError.notFound, RoleError.monikerTaken, RoleError.seeded],
    summary: 'Change a role',
    message: 'Role Updated Successfully!',
  })
  update(@CurrentActor() actor: Actor, @Param('identifier') identifier: string, @Body() body: RoleUpdateDto) {
    return this.roles.update(actor, identifier, body).then(toRoleDto);
  }

  @Route({
    delete: ':identifier',
    access: [RolePermission.delete],
    returns: one(DeletedRoleDto),
    gateWrite: roleGate,
    errors: [RoleError.notFound, RoleError.seeded],
    summary: 'Delete a role',
    description:
      'Takes it from every user who has it and answers the role as it was, without its permissions. A role that every ' +
      'installation has cannot be deleted: 409.',
    message: 'Role Deleted Successfully!',
  })
  delete(@CurrentActor() actor: Actor, @Param('identifier') identifier: string) {
    return this.roles.delete(actor, identifier).then(toDeletedRoleDto);
  }

  @Route({
    post: ':identifier/permissions',
    access: [RolePermission.modify],
    returns: one(RoleDto),
    gateWrite: roleGate,
    kept: [],
    errors: [RoleError.notFound],
    summary: 'Add permissions to a role',
    message: 'Permissions Added Successfully!',
  })
  addPermissions(
    @CurrentActor() actor: Actor,
    @Param('identifier') identifier: string,
    @Body() body: RolePermissionsDto,
  ) {
    return this.roles.addPermissions(actor, identifier, body.permissions).then(toRoleDto);
  }

  @Route({
    delete: ':identifier/permissions',
    access: [RolePermission.modify],
    returns: one(RoleDto),
    gateWrite: roleGate,
    kept: [],
    errors: [RoleError.notFound, 409],
    summary: 'Remove permissions from a role',
    message: 'Permissions Removed Successfully!',
  })
  removePermissions(
    @CurrentActor() actor: Actor,
    @Param('identifier') identifier: string,
    @Body() body: RolePermissionsDto,
  ) {
    return this.roles.removePermissions(actor, identifier, body.permissions).then(toRoleDto);
  }
}
