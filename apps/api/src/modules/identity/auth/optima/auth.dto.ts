import type * as Contract from '@contract/optima';
import { assertSame, Text } from '@app/contract';
import type { IssuedTokens } from '../../sessions';

export class TokenPairDto implements Contract.TokenPair {
  @Text({ description: 'JWT, valid for one hour.' })
  accessToken: string;

  @Text({ description: 'Opaque; used once.' })
  refreshToken: string;
}

assertSame<TokenPairDto, Contract.TokenPair>();

export const toTokenPairDto = ({ accessToken, refreshToken }: IssuedTokens): TokenPairDto => ({
  accessToken,
  refreshToken: refreshToken ?? '',
});
