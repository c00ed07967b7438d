import type * as Contract from '@contract/beaver';
import { assertSame, Text } from '@app/contract';
import type { IssuedTokens } from '../../sessions';
import type { GrantRequest } from './oauth-tokens.service';

export class BeaverTokenRequestDto implements Contract.BeaverTokenRequest {
  @Text({ optional: true, max: 64, description: '`password` or `refresh_token`.' })
  grant_type?: string;

  @Text({ optional: true, max: 128 })
  client_id?: string;

  @Text({ optional: true, max: 256 })
  client_secret?: string;

  @Text({ optional: true, max: 255, description: 'E-mail address or login name.' })
  username?: string;

  @Text({ optional: true, max: 1024 })
  password?: string;

  @Text({ optional: true, max: 4096 })
  refresh_token?: string;
}

assertSame<BeaverTokenRequestDto, Contract.BeaverTokenRequest>();

/** Inline, since the envelope repeats its properties. */
export const beaverTokensSchema = {
  type: 'object',
  required: ['access_token', 'refresh_token', 'token_type', 'expires_in'],
  properties: {
    access_token: { type: 'string' },
    refresh_token: { type: 'string' },
    token_type: { type: 'string', enum: ['Bearer'] },
    expires_in: { type: 'integer', minimum: 0, description: 'Seconds until the access token expires.' },
  },
};

export const toGrantRequest = (body: BeaverTokenRequestDto): GrantRequest => ({
  grantType: body.grant_type,
  clientId: body.client_id,
  clientSecret: body.client_secret,
  username: body.username,
  password: body.password,
  refreshToken: body.refresh_token,
});

export const toBeaverTokens = ({ accessToken, refreshToken, expiresIn }: IssuedTokens): Contract.BeaverTokens => ({
  access_token: accessToken,
  refresh_token: refreshToken ?? '',
  token_type: 'Bearer',
  expires_in: expiresIn,
});
