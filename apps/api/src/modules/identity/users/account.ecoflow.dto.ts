import type * as Contract from '@contract/ecoflow';
import { assertSame, Choice, Flag, ListOf, Moment, Nested, Text } from '@app/contract';
import { EcoflowPermissionFlagsDto } from '../ecoflow-flags';
import type { UserRecord } from './user-record';

const rolesList = { description: 'Role ids.' };

export class EcoflowAccountDto implements Contract.EcoflowAccount {
  @Text()
  name: string;

  @Text()
  username: string;

  @Text({ nullable: true })
  email: string | null;

  @Flag({ description: 'True for the administrator of the first run.' })
  isPermanent: boolean;

  @Moment()
  createdAt: string;
}

export class EcoflowAccountChangesDto implements Contract.EcoflowAccountChanges {
  @Text({ optional: true, min: 1, max: 200 })
  name?: string;

  @Text({ optional: true, max: 254, pattern: /^$|^[^@\s]+@[^@\s]+$/, description: 'Unique; empty for none.' })
  email?: string;

  @Text({ optional: true, min: 1, max: 1024 })
  oldPassword?: string;

  @Text({
    optional: true,
    min: 8,
    max: 200,
    description: 'At least 8 characters with a digit, a lower-case letter, an upper-case letter and one of `!@#$%^&*`.',
  })
  newPassword?: string;

  @Text({ optional: true, min: 8, max: 200, description: 'The new password again.' })
  rePassword?: string;
}

export class EcoflowAccountUpdateDto implements Contract.EcoflowAccountUpdate {
  @Choice(['info', 'PWD'])
  mode: 'info' | 'PWD';

  @Nested(() => EcoflowAccountChangesDto)
  userInfo: EcoflowAccountChangesDto;
}

export class EcoflowOwnPermissionsDto implements Contract.EcoflowOwnPermissions {
  @ListOf('text', rolesList)
  rolesList: string[];

  @Nested(() => EcoflowPermissionFlagsDto)
  permissions: EcoflowPermissionFlagsDto;
}

/** The one that was asked for. */
export class EcoflowOwnPermissionsPartDto implements Contract.EcoflowOwnPermissionsPart {
  @ListOf('text', { ...rolesList, optional: true })
  rolesList?: string[];

  @Nested(() => EcoflowPermissionFlagsDto, { optional: true })
  permissions?: EcoflowPermissionFlagsDto;
}

assertSame<EcoflowAccountDto, Contract.EcoflowAccount>();
assertSame<EcoflowAccountChangesDto, Contract.EcoflowAccountChanges>();
assertSame<EcoflowAccountUpdateDto, Contract.EcoflowAccountUpdate>();
assertSame<EcoflowOwnPermissionsDto, Contract.EcoflowOwnPermissions>();
assertSame<EcoflowOwnPermissionsPartDto, Contract.EcoflowOwnPermissionsPart>();

export const toEcoflowAccountDto = ({ name, login, email, permanent, createdAt }: UserRecord): EcoflowAccountDto => ({
  name,
  username: login,
  email,
  isPermanent: permanent,
  createdAt,
});
