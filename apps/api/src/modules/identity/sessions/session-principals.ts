import { Injectable } from '@nestjs/common';
import { Clock, type Principal } from '@app/kernel';
import { EffectivePermissions } from '../grants';
import { AccessTokens } from './access-tokens.service';
import { SessionsRepository } from './sessions.repository';

/** Access tokens as principals. A disabled user, an ended session or a changed permission counts on the next request. */
@Injectable()
export class SessionPrincipals {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly sessions: SessionsRepository,
    private readonly grants: EffectivePermissions,
    private readonly clock: Clock,
  ) {}

  async authenticate(token: string): Promise<Principal | null> {
    const claims = await this.tokens.verify(token);
    if (!claims) return null;
    const bearer = await this.sessions.bearer(claims.sid, this.clock.now());
    if (bearer?.userId !== claims.sub) return null;
    const permissions = await this.grants.compiledFor(bearer.userId, bearer.version);
    return { userId: bearer.userId, login: bearer.login, permissions, kind: 'session', tokenId: claims.sid };
  }
}
