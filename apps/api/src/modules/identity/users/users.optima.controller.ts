import { Body, Param, Query } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, listOrPage, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { PermissionCheckDto, PermissionCheckReportDto, toPermissionCheckReportDto } from '../permissions';
import { RoleDto, roleGate, RolePermission, toRoleDtos } from '../roles';
import { byId } from './user-record';
import { toUserDto, toUserListing, UserCreateDto, UserDto, UserListQueryDto, UserUpdateDto } from './user.dto';
import { UserError } from './users.errors';
import { userGate, UserPermission } from './users.permissions';
import { UsersService } from './users.service';

const rolesPresent = {
  when: 'body.roles present',
  nodes: [UserPermission.rolesOther],
  applies: ({ body }: { body: object }) => 'roles' in body,
};

const permissionsPresent = {
  when: 'body.permissions present',
  nodes: [UserPermission.permissionsOther],
  applies: ({ body }: { body: object }) => 'permissions' in body,
};

@SurfaceController(surfaces.optima, { path: 'user/users', name: 'users', tag: 'Users' })
export class UsersOptimaController {
  constructor(private readonly users: UsersService) {}

  @Route({
    get: '',
    access: [UserPermission.readOther, UserPermission.listOther],
    returns: listOrPage(UserDto),
    gate: userGate,
    summary: 'List users',
    description:
      'Without `page` and `rpp` the answer holds every match, up to 10,000, and no `pagination`. With either of them it holds one page and says where it stands.',
    message: 'Users Fetched Successfully!',
  })
  list(@Query() query: UserListQueryDto) {
    return this.users.list(query).then(toUserListing);
  }

  @Route({
    post: '',
    access: [UserPermission.createOther],
    when: [rolesPresent],
    returns: one(UserDto),
    status: 201,
    gateWrite: userGate,
    errors: [UserError.loginTaken, UserError.emailTaken, 503],
    summary: 'Create a user',
    description: 'Without `password` the user can sign in by a linked identity provider only.',
    message: 'User Created Successfully!',
  })
  create(@CurrentActor() actor: Actor, @Body() body: UserCreateDto) {
    return this.users.create(actor, body).then(toUserDto);
  }

  @Route({
    get: ':identifier',
    access: [UserPermission.readOther],
    returns: one(UserDto),
    gate: userGate,
    errors: [UserError.notFound],
    summary: 'Fetch a user',
    message: 'User Fetched Successfully!',
  })
  fetch(@Param('identifier') identifier: string) {
    return this.users.get(byId(identifier)).then(toUserDto);
  }

  @Route({
    patch: ':identifier',
    access: [UserPermission.writeOther],
    when: [
      { ...rolesPresent, refusal: UserError.rolesRefused },
      { ...permissionsPresent, refusal: UserError.permissionsRefused },
    ],
    returns: one(UserDto),
    gateWrite: userGate,
    errors: [UserError.notFound, 409],
    summary: 'Change a user',
    description:
      'Fields that are left out stay as they are; `roles` and `permissions` replace the whole list. An unknown role answers 400.',
    message: 'User Updated Successfully!',
  })
  update(@CurrentActor() actor: Actor, @Param('identifier') identifier: string, @Body() body: UserUpdateDto) {
    return this.users.update(actor, byId(identifier), body).then(toUserDto);
  }

  @Route({
    delete: ':identifier',
    access: [UserPermission.deleteOther],
    returns: one(UserDto),
    gateWrite: userGate,
    errors: [UserError.notFound, UserError.oneself, UserError.permanent],
    summary: 'Delete a user',
    description:
      'Answers the user as it was. Oneself, the permanent administrator and the only owner of a team cannot be deleted: 409.',
    message: 'User Deleted Successfully!',
  })
  delete(@CurrentActor() actor: Actor, @Param('identifier') identifier: string) {
    return this.users.delete(actor, byId(identifier)).then(toUserDto);
  }

  @Route({
    get: ':identifier/roles',
    access: [UserPermission.readOther, RolePermission.read],
    returns: list(RoleDto),
    gate: roleGate,
    errors: [UserError.notFound],
    summary: "List a user's roles",
    message: 'User Roles Fetched Successfully!',
  })
  listRoles(@Param('identifier') identifier: string) {
    return this.users.rolesOf(byId(identifier)).then(toRoleDtos);
  }

  @Route({
    post: ':identifier/check-permission',
    access: [UserPermission.readOther],
    returns: one(PermissionCheckReportDto),
    errors: [UserError.notFound],
    summary: "Test a user's permissions",
    message: 'Permission check completed.',
  })
  checkPermissions(@Param('identifier') identifier: string, @Body() body: PermissionCheckDto) {
    return this.users
      .permissionsOf(byId(identifier))
      .then((held) => toPermissionCheckReportDto(body, (node) => held.has(node)));
  }
}
