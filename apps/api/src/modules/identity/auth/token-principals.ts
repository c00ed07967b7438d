import { Injectable, Optional } from '@nestjs/common';
import { PrincipalSource, type Principal } from '@app/kernel';
import { SessionPrincipals } from '../sessions';
import { PERSONAL_TOKEN_PREFIX, PersonalTokenPrincipals } from './ports';

/** Every kind of token that a request may carry in `Authorization`. */
@Injectable()
export class TokenPrincipals extends PrincipalSource {
  constructor(
    private readonly sessions: SessionPrincipals,
    @Optional() private readonly personalTokens?: PersonalTokenPrincipals,
  ) {
    super();
  }

  override async authenticate(token: string): Promise<Principal | null> {
    if (!token.startsWith(PERSONAL_TOKEN_PREFIX)) return this.sessions.authenticate(token);
    return (await this.personalTokens?.authenticate(token)) ?? null;
  }
}
