import { Injectable } from '@nestjs/common';
import type { Answer } from '@app/contract';
import { DomainError, type Actor, type SignedInActor } from '@app/kernel';
import { SessionError, Sessions } from '../../sessions';
import { AuthError } from '../auth.errors';
import { PasswordLogin, type LoginInput } from '../password-login.service';
import { RefreshCookie } from '../refresh-cookie';
import { SignOut } from '../sign-out.service';
import { TrustedOrigins } from '../trusted-origins';
import type { Browser } from './browser.decorator';

const isRefused = (error: unknown): boolean =>
  error instanceof DomainError && error.code === SessionError.refreshRefused().code;

/** Sessions whose refresh token lives in a cookie. */
@Injectable()
export class BrowserSessions {
  constructor(
    private readonly login: PasswordLogin,
    private readonly sessions: Sessions,
    private readonly signOut: SignOut,
    private readonly cookie: RefreshCookie,
    private readonly origins: TrustedOrigins,
  ) {}

  /** @throws 401 `auth.wrongCredentials`, 429, 503 */
  async open(actor: Actor, input: LoginInput): Promise<Answer<string>> {
    return this.cookie.issue(await this.login.signIn(actor, input, 'ecoflow'));
  }

  /** @throws 403 `auth.sessionEnded` whatever is wrong with the cookie, or for a page of another origin */
  async refresh(actor: Actor, { cookie, origin, host }: Browser): Promise<Answer<string>> {
    const token = this.cookie.read(cookie);
    if (!token || !this.origins.allows(origin, host)) throw AuthError.sessionEnded();
    try {
      return this.cookie.issue(await this.sessions.refresh(actor, token));
    } catch (error) {
      throw isRefused(error) ? AuthError.sessionEnded() : error;
    }
  }

  /** @throws 403 `auth.sessionRequired` for a personal access token */
  async close(actor: SignedInActor): Promise<Answer<string>> {
    await this.signOut.signOut(actor);
    return this.cookie.clear('Logout successful');
  }
}
