import { Body } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { none, one, Route, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { PermissionCheckDto, PermissionCheckReportDto, toPermissionCheckReportDto } from '../permissions';
import { AccountsService } from './accounts.service';
import { byId } from './user-record';
import { AccountUpdateDto, PasswordChangeDto, toUserDto, UserDto } from './user.dto';
import { userGate, UserPermission } from './users.permissions';
import { UsersService } from './users.service';

@SurfaceController(surfaces.optima, { path: 'user/@me', name: 'account', tag: 'Account' })
export class AccountOptimaController {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
  ) {}

  @Route({
    get: '',
    access: [UserPermission.read],
    returns: one(UserDto),
    gate: userGate,
    summary: 'Fetch the signed-in user',
    message: 'Fetched user.',
  })
  fetch(@CurrentActor() { principal }: SignedInActor) {
    return this.users.get(byId(principal.userId)).then(toUserDto);
  }

  @Route({
    patch: '',
    access: [UserPermission.write],
    returns: one(UserDto),
    gateWrite: userGate,
    summary: 'Change the own profile',
    description: 'Fields that are left out stay as they are.',
    message: 'Successfully updated user.',
  })
  update(@CurrentActor() actor: SignedInActor, @Body() body: AccountUpdateDto) {
    return this.accounts.updateProfile(actor, body).then(toUserDto);
  }

  @Route({
    post: 'password',
    access: [UserPermission.write],
    returns: none(),
    limit: 'login',
    errors: [503],
    summary: 'Change the own password',
    description:
      "A wrong old password or a weak new one answers 400 and names the field. Success ends the account's sessions and personal access tokens.",
    message: 'Password Updated Successfully!',
  })
  changePassword(@CurrentActor() actor: SignedInActor, @Body() body: PasswordChangeDto) {
    return this.accounts.changePassword(actor, body);
  }

  @Route({
    post: 'check-permission',
    access: [UserPermission.read],
    returns: one(PermissionCheckReportDto),
    summary: 'Test own permissions',
    message: 'Permission check completed.',
  })
  checkPermissions(@CurrentActor() { principal }: SignedInActor, @Body() body: PermissionCheckDto) {
    return toPermissionCheckReportDto(body, (node) => principal.permissions.has(node));
  }
}
