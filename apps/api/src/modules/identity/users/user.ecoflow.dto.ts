import type * as Contract from '@contract/ecoflow';
import { assertSame, Flag, ListOf, Text } from '@app/contract';
import { invalidField } from '@app/kernel';
import { usualPaths, type InputPaths } from './account-rules';
import type { UserInput, UserRecord } from './user-record';

const username = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
  description:
    'Login name; stored in lower case, unique. It is none of the reserved path words and does not look like an id.',
};
const name = { min: 1, max: 200 };
const password = {
  min: 8,
  max: 200,
  description: 'At least 8 characters with a digit, a lower-case letter, an upper-case letter and one of `!@#$%^&*`.',
};
const email = {
  optional: true,
  max: 254,
  pattern: /^$|^[^@\s]+@[^@\s]+$/,
  description: 'Unique; empty for none.',
};
const roles = {
  optional: true,
  max: 100,
  each: { min: 1, max: 64 },
  description: 'Role ids; they replace the whole list.',
};

export class EcoflowUserCreateDto implements Contract.EcoflowUserCreate {
  @Text(username)
  username: string;

  @Text(name)
  name: string;

  @Text(password)
  password: string;

  @Text(email)
  email?: string;

  @ListOf('text', roles)
  roles?: string[];
}

export class EcoflowUserUpdateDto implements Contract.EcoflowUserUpdate {
  @Text(username)
  username: string;

  @Text(name)
  name: string;

  @Text(email)
  email?: string;

  @ListOf('text', roles)
  roles?: string[];

  @Text({ ...password, optional: true })
  password?: string;
}

export class EcoflowUserToggleDto implements Contract.EcoflowUserToggle {
  @Flag()
  isActiveUser: boolean;
}

export class EcoflowUserToggledDto implements Contract.EcoflowUserToggled {
  @Text()
  msg: string;

  @Flag()
  isActive: boolean;
}

export class EcoflowUserDto implements Contract.EcoflowUser {
  @Text()
  username: string;

  @Text()
  name: string;

  @Text({ nullable: true })
  email: string | null;

  @ListOf('text', { description: 'Role ids.' })
  roles: string[];

  @Flag()
  isActive: boolean;
}

assertSame<EcoflowUserCreateDto, Contract.EcoflowUserCreate>();
assertSame<EcoflowUserUpdateDto, Contract.EcoflowUserUpdate>();
assertSame<EcoflowUserToggleDto, Contract.EcoflowUserToggle>();
assertSame<EcoflowUserToggledDto, Contract.EcoflowUserToggled>();
assertSame<EcoflowUserDto, Contract.EcoflowUser>();

/** Its clients call the login name `username`. */
export const ecoflowPaths: InputPaths = { ...usualPaths, login: ['body', 'username'] };

export const fromEcoflowUser = <Body extends EcoflowUserUpdateDto>({ username, ...input }: Body) =>
  ({ ...input, login: username }) satisfies UserInput;

export const toEcoflowUserDto = ({ login, name, email, roleIds, active }: UserRecord): EcoflowUserDto => ({
  username: login,
  name,
  email,
  roles: roleIds,
  isActive: active,
});

export const toEcoflowUserToggledDto = ({ active }: UserRecord): EcoflowUserToggledDto => ({
  msg: `User successfully ${active ? 'Enabled' : 'Disabled'}`,
  isActive: active,
});

const SYSTEM_SPELLINGS: Readonly<Record<string, boolean>> = {
  system: true,
  true: true,
  '1': true,
  false: false,
  '0': false,
};

/** Whether the permanent administrator is listed too. @throws 400 for an unknown spelling */
export function readIsSystem(spelling: string): boolean {
  const isSystem = Object.hasOwn(SYSTEM_SPELLINGS, spelling) ? SYSTEM_SPELLINGS[spelling] : undefined;
  if (isSystem === undefined) {
    throw invalidField(['params', 'isSystem'], `isSystem must be one of ${Object.keys(SYSTEM_SPELLINGS).join(', ')}`);
  }
  return isSystem;
}
