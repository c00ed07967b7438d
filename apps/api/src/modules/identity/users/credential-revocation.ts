/** Why somebody's sessions and tokens end. */
export type RevocationReason = 'password' | 'email' | 'identity' | 'disabled' | 'deleted';

/** Ends whatever a user could still sign in or call with: sessions and personal access tokens. */
export abstract class CredentialRevocation {
  /** Called inside the transaction that makes it necessary, which is what the implementation writes in. */
  abstract revokeAll(userId: string, reason: RevocationReason): Promise<void>;
}
