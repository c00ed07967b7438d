import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { list, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { byLogin } from './user-record';
import {
  ecoflowPaths,
  EcoflowUserCreateDto,
  EcoflowUserDto,
  EcoflowUserToggledDto,
  EcoflowUserToggleDto,
  EcoflowUserUpdateDto,
  fromEcoflowUser,
  readIsSystem,
  toEcoflowUserDto,
  toEcoflowUserToggledDto,
} from './user.ecoflow.dto';
import { UserError } from './users.errors';
import { UserPermission } from './users.permissions';
import { UsersService } from './users.service';

const loginName = { schema: { type: 'string' } };
const sentence = { schema: { type: 'string', description: 'A sentence to show.' } };

/** Here a user's id is the login name. */
@SurfaceController(surfaces.ecoflow, { path: 'admin/users', name: 'users', tag: 'Users' })
export class UsersEcoflowController {
  constructor(private readonly users: UsersService) {}

  @Route({
    get: 'usernames',
    access: [UserPermission.listOther],
    returns: list(loginName),
    summary: 'List login names',
    description: 'Without the permanent administrator.',
  })
  listUsernames() {
    return this.users.logins(false);
  }

  @Route({
    get: 'usernames/:isSystem',
    access: [UserPermission.listOther],
    returns: list(loginName),
    summary: 'List login names, with or without the permanent administrator',
  })
  listUsernamesBySystem(@Param('isSystem') isSystem: string) {
    return this.users.logins(readIsSystem(isSystem));
  }

  @Route({
    post: '',
    access: [UserPermission.createOther],
    returns: one(sentence),
    errors: [UserError.loginTaken, UserError.emailTaken, 503],
    summary: 'Create a user',
  })
  create(@CurrentActor() actor: Actor, @Body() body: EcoflowUserCreateDto) {
    return this.users.create(actor, fromEcoflowUser(body), ecoflowPaths).then(() => 'User Created successful.');
  }

  @Route({
    get: ':userID',
    access: [UserPermission.readOther],
    returns: one(EcoflowUserDto),
    errors: [UserError.notFound],
    summary: 'Fetch a user',
  })
  fetch(@Param('userID') userID: string) {
    return this.users.get(byLogin(userID)).then(toEcoflowUserDto);
  }

  @Route({
    patch: ':userID',
    access: [UserPermission.writeOther],
    returns: one(sentence),
    errors: [UserError.notFound, UserError.loginTaken, UserError.emailTaken, 503],
    summary: 'Change a user',
    description:
      "Another `username` renames the user. A changed password or e-mail ends the user's sessions and personal access tokens.",
  })
  update(@CurrentActor() actor: Actor, @Param('userID') userID: string, @Body() body: EcoflowUserUpdateDto) {
    return this.users
      .update(actor, byLogin(userID), fromEcoflowUser(body), ecoflowPaths)
      .then(() => 'User updated successfully.');
  }

  @Route({
    patch: ':userID/ToggleUser',
    access: [UserPermission.toggleOther],
    returns: one(EcoflowUserToggledDto),
    errors: [UserError.notFound, UserError.oneself, UserError.permanent],
    summary: 'Enable or disable a user',
    description:
      'A disabled user is refused from the next request on. Oneself and the last administrator cannot be disabled: 409.',
  })
  toggle(
    @CurrentActor() actor: Actor,
    @Param('userID') userID: string,
    @Body() { isActiveUser }: EcoflowUserToggleDto,
  ) {
    return this.users.setActive(actor, byLogin(userID), isActiveUser).then(toEcoflowUserToggledDto);
  }
}
