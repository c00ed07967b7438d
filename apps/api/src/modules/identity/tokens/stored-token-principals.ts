import { Injectable } from '@nestjs/common';
import { hashToken } from '@app/crypto';
import { Clock, type Principal } from '@app/kernel';
import { PersonalTokenPrincipals } from '../auth';
import { EffectivePermissions } from '../grants';
import { ExpiredTokens } from './expired-tokens';
import { LastUsedStamps } from './last-used-stamps';
import { TokensRepository } from './tokens.repository';

/** Personal access tokens as principals: one prepared statement, and the compiled set of the owner's nodes. */
@Injectable()
export class StoredTokenPrincipals extends PersonalTokenPrincipals {
  constructor(
    private readonly tokens: TokensRepository,
    private readonly grants: EffectivePermissions,
    private readonly expired: ExpiredTokens,
    private readonly stamps: LastUsedStamps,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** An expired token is deleted at that moment. */
  async authenticate(token: string): Promise<Principal | null> {
    const now = this.clock.now();
    const bearer = await this.tokens.bearer(hashToken(token), now);
    if (!bearer) return null;
    const { tokenId, userId, login, version, readOnly, adminOptIn, teamIds, lastUsedAt } = bearer;
    if (bearer.expired) await this.expired.delete(tokenId);
    if (bearer.expired || !bearer.active) return null;
    this.stamps.mark(tokenId, lastUsedAt, now);
    const permissions = await this.grants.compiledFor(userId, version, adminOptIn ? 'all' : 'ordinary');
    return { userId, login, permissions, kind: 'pat', tokenId, readOnly, ...(teamIds && { teamIds }) };
  }
}
