import { Injectable } from '@nestjs/common';
import type { SignedInActor } from '@app/kernel';
import { SessionError, Sessions } from '../sessions';

/** Signing out, on every surface that has it. */
@Injectable()
export class SignOut {
  constructor(private readonly sessions: Sessions) {}

  /** Ends the session of the presented token. @throws 403 `auth.sessionRequired` for a personal access token */
  async signOut(actor: SignedInActor): Promise<void> {
    const { kind, tokenId } = actor.principal;
    if (kind === 'pat') throw SessionError.sessionRequired();
    await this.sessions.end(actor, tokenId);
  }
}
