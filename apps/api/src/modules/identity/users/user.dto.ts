import type * as Contract from '@contract/optima';
import { assertSame, Choice, Email, Flag, Integer, ListOf, Moment, Text } from '@app/contract';
import { mapPage, PERMISSION_PATTERN, type Page } from '@app/kernel';
import { USER_SORTS, type UserListQuery, type UserRow, type UserSort } from './user-record';

const name = { min: 1, max: 200, description: 'Display name.' };
const image = {
  min: 1,
  max: 2048,
  format: 'uri',
  optional: true,
  nullable: true,
  description: 'Address of the avatar picture; null removes it.',
};
const roles = {
  optional: true,
  max: 100,
  each: { min: 1, max: 63 },
  description: 'Ids or monikers of the roles.',
};
const password = {
  min: 8,
  max: 200,
  description: 'At least 8 characters with a digit, a lower-case letter, an upper-case letter and one of `!@#$%^&*`.',
};

export class UserListQueryDto implements UserListQuery {
  @Text({
    optional: true,
    min: 1,
    max: 200,
    description: 'Text that the name, login or e-mail contains, whatever its case.',
  })
  search?: string;

  @Choice(USER_SORTS, { optional: true, description: 'Order; `-` turns it round; `name` when left out.' })
  sort?: UserSort;

  @Integer({ optional: true, min: 1, max: 1_000_000, description: '1-based; 1 when only `rpp` is given.' })
  page?: number;

  @Integer({ optional: true, min: 1, max: 500, description: 'Records per page; 30 when only `page` is given.' })
  rpp?: number;

  @Flag({ optional: true, description: 'Only enabled (`true`) or only disabled (`false`) users.' })
  active?: boolean;
}

export class UserCreateDto implements Contract.UserCreate {
  @Text({
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
    description:
      'Login name; stored in lower case, unique. It is none of the reserved path words and does not look like an id.',
  })
  login: string;

  @Text(name)
  name: string;

  @Email({ optional: true, description: 'Unique.' })
  email?: string;

  @Text({ ...password, optional: true })
  password?: string;

  @ListOf('text', roles)
  roles?: string[];
}

export class AccountUpdateDto implements Contract.AccountUpdate {
  @Text({ ...name, optional: true })
  name?: string;

  @Text(image)
  image?: string | null;
}

export class UserUpdateDto extends AccountUpdateDto implements Contract.UserUpdate {
  @ListOf('text', roles)
  roles?: string[];

  @ListOf('text', {
    optional: true,
    max: 1000,
    each: { min: 1, max: 200, pattern: PERMISSION_PATTERN },
    description: "The user's direct nodes, beside those of the roles.",
  })
  permissions?: string[];
}

export class PasswordChangeDto implements Contract.PasswordChange {
  @Text({ min: 1, max: 1024 })
  oldPassword: string;

  @Text(password)
  newPassword: string;
}

export class UserDto implements Contract.User {
  @Text()
  id: string;

  @Text({ description: 'Display name.' })
  name: string;

  @Text({ nullable: true })
  email: string | null;

  @Text({ description: 'Login name, lower case.' })
  login: string;

  @Text({ nullable: true, description: 'Address of the avatar picture.' })
  image: string | null;

  @ListOf('text', { description: 'Monikers of the roles; the users of a role list role ids here.' })
  roles: string[];

  @Moment()
  createdAt: string;

  @Moment()
  updatedAt: string;
}

assertSame<UserCreateDto, Contract.UserCreate>();
assertSame<AccountUpdateDto, Contract.AccountUpdate>();
assertSame<UserUpdateDto, Contract.UserUpdate>();
assertSame<PasswordChangeDto, Contract.PasswordChange>();
assertSame<UserDto, Contract.User>();

export const toUserDto = ({ id, name, email, login, image, roles, createdAt, updatedAt }: UserRow): UserDto => ({
  id,
  name,
  email,
  login,
  image,
  roles,
  createdAt,
  updatedAt,
});

export const toUserDtos = (users: readonly UserRow[]): UserDto[] => users.map(toUserDto);

export const toUserListing = (users: UserRow[] | Page<UserRow>): UserDto[] | Page<UserDto> =>
  Array.isArray(users) ? toUserDtos(users) : mapPage(users, toUserDto);
