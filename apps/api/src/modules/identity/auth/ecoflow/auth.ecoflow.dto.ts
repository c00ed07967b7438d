import type * as Contract from '@contract/ecoflow';
import { assertSame, Flag, Integer, Text } from '@app/contract';
import type { LoginInput } from '../password-login.service';
import type { TokenClaims } from './token-claims';

export class EcoflowLoginDto implements Contract.EcoflowLogin {
  @Text({ min: 1, max: 254, description: 'Login name or e-mail, whatever its case.' })
  username: string;

  @Text({ min: 1, max: 1024 })
  password: string;
}

export class EcoflowTokenClaimsDto implements Contract.EcoflowTokenClaims {
  @Text({ description: 'Login name.' })
  _id: string;

  @Integer({ description: 'Issued at, seconds since 1970.' })
  iat: number;

  @Integer({
    nullable: true,
    description: 'Expires at, seconds since 1970; null for a personal access token without an end.',
  })
  exp: number | null;
}

export class EcoflowInitStatusDto implements Contract.EcoflowInitStatus {
  @Flag({ description: 'Signing in is required; always true here.' })
  isAuth: boolean;

  @Flag({ description: 'True while no user exists.' })
  isNewClient: boolean;
}

export class EcoflowServerStatusDto implements Contract.EcoflowServerStatus {
  @Flag()
  isServerOnline: boolean;
}

assertSame<EcoflowLoginDto, Contract.EcoflowLogin>();
assertSame<EcoflowTokenClaimsDto, Contract.EcoflowTokenClaims>();
assertSame<EcoflowInitStatusDto, Contract.EcoflowInitStatus>();
assertSame<EcoflowServerStatusDto, Contract.EcoflowServerStatus>();

export const toLoginInput = ({ username, password }: EcoflowLoginDto): LoginInput => ({ login: username, password });

export const toEcoflowTokenClaimsDto = ({ login, issuedAt, expiresAt }: TokenClaims): EcoflowTokenClaimsDto => ({
  _id: login,
  iat: issuedAt,
  exp: expiresAt,
});

export const toEcoflowInitStatusDto = (hasUsers: boolean): EcoflowInitStatusDto => ({
  isAuth: true,
  isNewClient: !hasUsers,
});
