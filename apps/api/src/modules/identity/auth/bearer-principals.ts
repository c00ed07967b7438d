import { Injectable } from '@nestjs/common';
import { PrincipalSource, type Principal } from '@app/kernel';
import { SessionPrincipals } from '../sessions';
import { PERSONAL_TOKEN_PREFIX, PersonalTokenPrincipals } from './ports';

/** Every kind of token that a request may carry in `Authorization`. */
@Injectable()
export class BearerPrincipals extends PrincipalSource {
  constructor(
    private readonly sessions: SessionPrincipals,
    private readonly personalTokens: PersonalTokenPrincipals,
  ) {
    super();
  }

  override authenticate(token: string): Promise<Principal | null> {
    return (token.startsWith(PERSONAL_TOKEN_PREFIX) ? this.personalTokens : this.sessions).authenticate(token);
  }
}
