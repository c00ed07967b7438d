import { Injectable } from '@nestjs/common';
import { Sessions } from '../sessions';
import { CredentialRevocation } from '../users';
import { PersonalTokens } from './ports';

/** Ends sessions and personal access tokens together. */
@Injectable()
export class CredentialsRevoker extends CredentialRevocation {
  constructor(
    private readonly sessions: Sessions,
    private readonly personalTokens: PersonalTokens,
  ) {
    super();
  }

  override async revokeAll(userId: string): Promise<void> {
    await this.sessions.endAll(userId);
    await this.personalTokens.revokeAll(userId);
  }
}
