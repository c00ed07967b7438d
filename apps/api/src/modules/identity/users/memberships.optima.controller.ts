import { Param } from '@nestjs/common';
import { list, Route, SurfaceController, surfaces } from '@app/contract';
import { RoleError, RolePermission } from '../roles';
import { toUserDtos, UserDto } from './user.dto';
import { userGate, UserPermission } from './users.permissions';
import { UsersService } from './users.service';

/** The routes of roles that answer users. */
@SurfaceController(surfaces.optima, { path: 'role', name: 'roles', tag: 'Roles' })
export class MembershipsOptimaController {
  constructor(private readonly users: UsersService) {}

  @Route({
    get: ':identifier/users',
    access: [RolePermission.read, UserPermission.read],
    returns: list(UserDto),
    gate: userGate,
    errors: [RoleError.notFound],
    summary: 'List the users of a role',
    description: "Here each user's `roles` are role ids.",
    message: 'Users Fetched Successfully!',
  })
  listUsers(@Param('identifier') identifier: string) {
    return this.users.listOfRole(identifier).then(toUserDtos);
  }
}
