import { Injectable } from '@nestjs/common';
import { invalidField, type SignedInActor } from '@app/kernel';
import { grantedFlags, type EcoflowFlags } from '../ecoflow-flags';
import { AccountsService, type PasswordPaths } from './accounts.service';
import { byId } from './user-record';
import { UsersService } from './users.service';

interface AccountChange {
  readonly mode: 'info' | 'PWD';
  readonly userInfo: {
    readonly name?: string;
    readonly email?: string;
    readonly oldPassword?: string;
    readonly newPassword?: string;
    readonly rePassword?: string;
  };
}

interface OwnPermissions {
  rolesList: string[];
  permissions: EcoflowFlags;
}

const passwordPaths: PasswordPaths = {
  oldPassword: ['body', 'userInfo', 'oldPassword'],
  newPassword: ['body', 'userInfo', 'newPassword'],
};

/** The own account as EcoFlow's clients know it: one route for profile and password, permissions as flags. */
@Injectable()
export class EcoflowAccount {
  constructor(
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
  ) {}

  /** @returns a sentence to show. @throws 400, 409 as {@link AccountsService} */
  async update(actor: SignedInActor, { mode, userInfo }: AccountChange): Promise<string> {
    if (mode === 'info') {
      const { name, email } = userInfo;
      await this.accounts.updateProfile(actor, { name, email });
      return 'User info updated successfully.';
    }
    await this.accounts.changePassword(actor, passwordChange(userInfo), passwordPaths);
    return 'Password updated successfully.';
  }

  async permissions(actor: SignedInActor): Promise<OwnPermissions> {
    return { rolesList: await this.roleIds(actor), permissions: grantedFlags(actor.principal.permissions) };
  }

  /** @param mode `RoleList` or `Permissions`. @throws 400 for any other */
  async permissionsPart(actor: SignedInActor, mode: string): Promise<Partial<OwnPermissions>> {
    if (mode === 'RoleList') return { rolesList: await this.roleIds(actor) };
    if (mode === 'Permissions') return { permissions: grantedFlags(actor.principal.permissions) };
    throw invalidField(['params', 'mode'], 'mode must be one of RoleList, Permissions');
  }

  private async roleIds({ principal }: SignedInActor): Promise<string[]> {
    return (await this.users.get(byId(principal.userId))).roleIds;
  }
}

function passwordChange({ oldPassword, newPassword, rePassword }: AccountChange['userInfo']) {
  if (oldPassword === undefined) throw invalidField(passwordPaths.oldPassword, 'oldPassword is required');
  if (newPassword === undefined) throw invalidField(passwordPaths.newPassword, 'newPassword is required');
  if (rePassword !== newPassword) {
    throw invalidField(['body', 'userInfo', 'rePassword'], 'rePassword is not the same as newPassword');
  }
  return { oldPassword, newPassword };
}
