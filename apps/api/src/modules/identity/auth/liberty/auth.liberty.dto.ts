import type * as Contract from '@contract/liberty';
import { assertSame, Choice, Integer, ListOf, Text } from '@app/contract';
import type { LibertyCredentials, LibertyLoginQuery, LibertyLoginResult } from './liberty-login.service';
import type { LibertyUser } from './liberty-users.service';
import { LIBERTY_MODES, type LibertyMode, type UserPool } from './user-pool';

class UserPoolQueryDto implements UserPool {
  @Text({
    optional: true,
    min: 1,
    max: 50,
    pattern: /^[A-Za-z0-9_.-]+$/,
    description: 'Alias of the database pool that holds the users; `default` when absent.',
  })
  pool?: string;

  @Choice(LIBERTY_MODES, {
    optional: true,
    description:
      '`framework` admits administrators only, `session` every active user of the pool; `session` when absent.',
  })
  mode?: LibertyMode;
}

export class LibertyLoginQueryDto extends UserPoolQueryDto implements LibertyLoginQuery {
  @Choice(['database', 'oidc'], {
    optional: true,
    description:
      '`database` checks the password; `oidc` needs an id_token of the configured provider in `password` or in the Authorization header. `database` when absent.',
  })
  type?: 'database' | 'oidc';
}

export class LibertyUserQueryDto extends UserPoolQueryDto {
  @Text({ optional: true, min: 1, max: 255, description: 'User ID (login name); the caller when absent.' })
  user?: string;
}

export class LibertyLoginDto implements Contract.LibertyLogin {
  @Text({ min: 1, max: 255, description: 'Login name or e-mail address.' })
  user: string;

  @Text({
    nullable: true,
    max: 8192,
    description: 'Clear text or an `ENC:` text; an id_token when `type` is `oidc`.',
  })
  password: string | null;
}

export class LibertyTokenDto implements Contract.LibertyToken {
  @Text({ description: 'Empty when the sign-in was refused.' })
  access_token: string;

  @Choice(['bearer', ''])
  token_type: 'bearer' | '';

  @Choice(['success', 'error'])
  status: 'success' | 'error';

  @Choice(['Authentication successful', 'loginError', 'passwordError'])
  message: 'Authentication successful' | 'loginError' | 'passwordError';
}

const yesNo = ['Y', 'N'];

export class LibertyUserDto implements Contract.LibertyUser {
  @Integer({ min: 1 })
  ROW_ID: number;

  @Text({ description: 'Login name.' })
  USR_ID: string;

  @Choice(['ENC:...'], { description: 'A constant mask, never the password.' })
  USR_PASSWORD: 'ENC:...';

  @Text()
  USR_NAME: string;

  @Text()
  USR_EMAIL: string;

  @Choice(yesNo, { description: 'Whether the user is active.' })
  USR_STATUS: 'Y' | 'N';

  @Choice(yesNo, { description: 'Whether the user holds `*`.' })
  USR_ADMIN: 'Y' | 'N';

  @Text()
  USR_LANGUAGE: string;

  @Choice(['light', 'dark'])
  USR_MODE: 'light' | 'dark';

  @Choice(yesNo)
  USR_READONLY: 'Y' | 'N';

  @Integer({ nullable: true })
  USR_DASHBOARD: number | null;

  @Text({ nullable: true })
  USR_THEME: string | null;
}

export class LibertyUserListDto implements Contract.LibertyUserList {
  @ListOf(() => LibertyUserDto, { max: 1 })
  items: LibertyUserDto[];

  @Choice(['success', 'error'])
  status: 'success' | 'error';
}

assertSame<LibertyLoginDto, Contract.LibertyLogin>();
assertSame<LibertyTokenDto, Contract.LibertyToken>();
assertSame<LibertyUserDto, Contract.LibertyUser>();
assertSame<LibertyUserListDto, Contract.LibertyUserList>();

export const toLibertyCredentials = (body: LibertyLoginDto, bearer: string | undefined): LibertyCredentials => ({
  user: body.user,
  password: body.password,
  bearer,
});

export const toLibertyTokenDto = (result: LibertyLoginResult): LibertyTokenDto =>
  'refusal' in result
    ? { access_token: '', token_type: '', status: 'error', message: result.refusal }
    : {
        access_token: result.accessToken,
        token_type: 'bearer',
        status: 'success',
        message: 'Authentication successful',
      };

/** Until databases have nodes of their own, only administrators may write to one. */
const toLibertyUserDto = (user: LibertyUser): LibertyUserDto => ({
  ROW_ID: 1,
  USR_ID: user.login,
  USR_PASSWORD: 'ENC:...',
  USR_NAME: user.name,
  USR_EMAIL: user.email ?? '',
  USR_STATUS: 'Y',
  USR_ADMIN: user.isAdministrator ? 'Y' : 'N',
  USR_LANGUAGE: user.language,
  USR_MODE: user.theme === 'dark' ? 'dark' : 'light',
  USR_READONLY: user.isAdministrator ? 'N' : 'Y',
  USR_DASHBOARD: null,
  USR_THEME: null,
});

export const toLibertyUserListDto = (user: LibertyUser | null): LibertyUserListDto =>
  user ? { items: [toLibertyUserDto(user)], status: 'success' } : { items: [], status: 'error' };
