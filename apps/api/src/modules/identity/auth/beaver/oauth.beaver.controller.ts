import { Body } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { anyone, one, Route, SurfaceController, surfaces } from '@app/contract';
import { CryptoError } from '@app/crypto';
import type { Actor } from '@app/kernel';
import { OauthTokens } from './oauth-tokens.service';
import { BeaverTokenRequestDto, beaverTokensSchema, toBeaverTokens, toGrantRequest } from './oauth.beaver.dto';
import { OauthError } from './oauth.errors';

@SurfaceController(surfaces.beaver, { path: 'oauth2', name: 'oauth2', tag: 'Authentication' })
export class OauthBeaverController {
  constructor(private readonly tokens: OauthTokens) {}

  @Route({
    post: 'token',
    access: anyone,
    limit: 'login',
    consumes: ['application/x-www-form-urlencoded', 'application/json'],
    returns: one({ schema: beaverTokensSchema }),
    repeatAtTop: true,
    errors: [OauthError.invalidGrant, CryptoError.busy],
    summary: 'POST Token Refresh',
    description:
      'Password grant and refresh grant; a refresh returns a new refresh token and ends the old one. Whatever OAuth refuses (client, grant type, credentials, refresh token) is 401 `authentication_failed` with the OAuth error in `error_message`, without telling an unknown user from a wrong password. A stale Authorization header is ignored.',
  })
  token(@CurrentActor() actor: Actor, @Body() body: BeaverTokenRequestDto) {
    return this.tokens.grant(actor, toGrantRequest(body)).then(toBeaverTokens);
  }
}
