import { Injectable } from '@nestjs/common';
import { DomainError, type Actor } from '@app/kernel';
import { SessionError, Sessions, type IssuedTokens } from '../../sessions';
import { AuthError } from '../auth.errors';
import { PasswordLogin } from '../password-login.service';
import { OauthError } from './oauth.errors';

/** What a client sends to the token endpoint. Which parts are needed depends on the grant. */
export interface GrantRequest {
  readonly grantType?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly username?: string;
  readonly password?: string;
  readonly refreshToken?: string;
}

/** The client that every shipping Beaver client says it is. It is published, so it proves nothing about anybody. */
const CLIENT = { id: 'iab', secret: 'milesight*iab' };

const REFUSALS = new Set([AuthError.wrongCredentials().code, SessionError.refreshRefused().code]);

/** The password and the refresh grant of OAuth 2.0 (RFC 6749). */
@Injectable()
export class OauthTokens {
  constructor(
    private readonly login: PasswordLogin,
    private readonly sessions: Sessions,
  ) {}

  /** @throws 401 `oauth.*` for whatever OAuth refuses, 429 after too many attempts, 503 */
  async grant(actor: Actor, request: GrantRequest): Promise<IssuedTokens> {
    const { clientId, clientSecret, grantType } = request;
    if (clientId !== CLIENT.id || clientSecret !== CLIENT.secret) throw OauthError.invalidClient();
    if (!grantType) throw OauthError.invalidRequest();
    try {
      if (grantType === 'password') return await this.byPassword(actor, request);
      if (grantType === 'refresh_token') return await this.byRefreshToken(actor, request);
    } catch (error) {
      throw error instanceof DomainError && REFUSALS.has(error.code) ? OauthError.invalidGrant() : error;
    }
    throw OauthError.unsupportedGrantType();
  }

  private byPassword(actor: Actor, { username, password }: GrantRequest): Promise<IssuedTokens> {
    if (!username || !password) throw OauthError.invalidRequest();
    return this.login.signIn(actor, { login: username, password }, 'beaver');
  }

  private byRefreshToken(actor: Actor, { refreshToken }: GrantRequest): Promise<IssuedTokens> {
    if (!refreshToken) throw OauthError.invalidRequest();
    return this.sessions.refresh(actor, refreshToken);
  }
}
