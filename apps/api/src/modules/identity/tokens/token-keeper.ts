import { Injectable } from '@nestjs/common';
import { CommonError } from '@app/kernel';
import { PersonalTokens, type TokenLifetime } from '../auth';
import { TokensRepository } from './tokens.repository';

/** What signing in and out, and a change of credentials, need of personal access tokens. */
@Injectable()
export class TokenKeeper extends PersonalTokens {
  constructor(private readonly tokens: TokensRepository) {
    super();
  }

  revokeAll(userId: string): Promise<void> {
    return this.tokens.deleteAll(userId);
  }

  /** @throws 401 when the token was deleted since it was accepted */
  async lifetime(tokenId: string): Promise<TokenLifetime> {
    const lifetime = await this.tokens.lifetime(tokenId);
    if (!lifetime) throw CommonError.unauthorized();
    return lifetime;
  }
}
