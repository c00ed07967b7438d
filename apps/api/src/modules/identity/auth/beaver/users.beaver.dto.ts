import type * as Contract from '@contract/beaver';
import { assertSame, Email, Flag, Text } from '@app/contract';
import type { UserRecord } from '../../users';
import type { Newcomer } from './self-registration';

export class BeaverRegistrationDto implements Contract.BeaverRegistration {
  @Email()
  email: string;

  @Text({ min: 1, max: 255 })
  nickname: string;

  @Text({ min: 8, max: 200 })
  password: string;
}

export class BeaverUserStatusDto implements Contract.BeaverUserStatus {
  @Flag({ description: 'True when at least one user exists.' })
  init: boolean;
}

export class BeaverUserDto implements Contract.BeaverUser {
  @Text()
  user_id: string;

  @Text()
  nickname: string;

  @Text()
  email: string;
}

assertSame<BeaverRegistrationDto, Contract.BeaverRegistration>();
assertSame<BeaverUserStatusDto, Contract.BeaverUserStatus>();
assertSame<BeaverUserDto, Contract.BeaverUser>();

export const toNewcomer = ({ email, nickname, password }: BeaverRegistrationDto): Newcomer => ({
  email,
  name: nickname,
  password,
});

export const toBeaverUserStatusDto = (hasUsers: boolean): BeaverUserStatusDto => ({ init: hasUsers });

export const toBeaverUserDto = ({ id, name, email }: UserRecord): BeaverUserDto => ({
  user_id: id,
  nickname: name,
  email: email ?? '',
});
