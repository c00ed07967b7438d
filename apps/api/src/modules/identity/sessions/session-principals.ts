import { Injectable } from '@nestjs/common';
import { hashToken } from '@app/crypto';
import { Clock, type Principal } from '@app/kernel';
import { EffectivePermissions } from '../grants';
import { AccessTokens } from './access-tokens.service';
import { GRACE_MS } from './session-lifetimes';
import { SessionsRepository, type SessionBearer } from './sessions.repository';

/** Sessions as principals. A disabled user, an ended session or a changed permission counts on the next request. */
@Injectable()
export class SessionPrincipals {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly sessions: SessionsRepository,
    private readonly grants: EffectivePermissions,
    private readonly clock: Clock,
  ) {}

  /** Whom an access token stands for. */
  async authenticate(token: string): Promise<Principal | null> {
    const claims = await this.tokens.verify(token);
    if (!claims) return null;
    const principal = await this.ofSession(claims.sid);
    return principal?.userId === claims.sub ? principal : null;
  }

  async ofSession(sessionId: string): Promise<Principal | null> {
    const bearer = await this.sessions.bearer(sessionId, this.clock.now());
    return bearer ? this.principal(bearer, sessionId) : null;
  }

  /** Whom a refresh token stands for. It only reads: the token stays as it is. */
  async ofRefreshToken(token: string): Promise<Principal | null> {
    const now = this.clock.now();
    const usedSince = new Date(now.getTime() - GRACE_MS);
    const bearer = await this.sessions.bearerOfRefreshToken(hashToken(token), now, usedSince);
    return bearer ? this.principal(bearer, bearer.sessionId) : null;
  }

  private async principal({ userId, login, version }: SessionBearer, tokenId: string): Promise<Principal> {
    const permissions = await this.grants.compiledFor(userId, version);
    return { userId, login, permissions, kind: 'session', tokenId };
  }
}
