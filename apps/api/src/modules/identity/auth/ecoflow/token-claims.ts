import { Injectable } from '@nestjs/common';
import type { SignedInActor } from '@app/kernel';
import { AccessTokens } from '../../sessions';
import { PersonalTokens } from '../ports';

/** Whom an accepted token stands for, and when it was issued and ends, in seconds since 1970. */
export interface TokenClaims {
  readonly login: string;
  readonly issuedAt: number;
  /** Null for a personal access token without an end. */
  readonly expiresAt: number | null;
}

const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);

/** Reads what a token that the guard has let through says about itself. */
@Injectable()
export class TokenClaimsReader {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly personalTokens: PersonalTokens,
  ) {}

  async read({ principal }: SignedInActor, token = ''): Promise<TokenClaims> {
    const { login, kind, tokenId } = principal;
    if (kind === 'pat') return { login, ...(await this.ofPersonalToken(tokenId)) };
    const claims = await this.tokens.verify(token);
    if (!claims) throw new Error('An accepted access token cannot be read again');
    return { login, issuedAt: claims.iat, expiresAt: claims.exp };
  }

  private async ofPersonalToken(tokenId: string): Promise<Omit<TokenClaims, 'login'>> {
    const lifetime = await this.personalTokens.lifetime(tokenId);
    return { issuedAt: seconds(lifetime.issuedAt), expiresAt: lifetime.expiresAt && seconds(lifetime.expiresAt) };
  }
}
