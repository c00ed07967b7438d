import type { Principal } from '@app/kernel';
import type { SessionOwner } from '../sessions';

/** How personal access tokens begin; nothing else that is a token does. */
export const PERSONAL_TOKEN_PREFIX = 'ffpat_';

/** When a token was made and when it ends; null for one without an end. */
export interface TokenLifetime {
  readonly issuedAt: Date;
  readonly expiresAt: Date | null;
}

/** Personal access tokens as principals. Provided globally by the feature that keeps them. */
export abstract class PersonalTokenPrincipals {
  /** Whom a token stands for right now; null for one that is unknown, expired, revoked or of a disabled user. */
  abstract authenticate(token: string): Promise<Principal | null>;
}

/** What signing in and out needs from the keeper of personal access tokens. */
export abstract class PersonalTokens {
  /** Deletes all of a user's tokens, in the caller's transaction, which records why. */
  abstract revokeAll(userId: string): Promise<void>;

  /** @param tokenId the id of a token that was just accepted */
  abstract lifetime(tokenId: string): Promise<TokenLifetime>;
}

/** The configured OpenID Connect provider's word for who somebody is. Provided globally. */
export abstract class IdTokenVerifier {
  /** The active local user that a valid id_token belongs to, else null. */
  abstract verify(idToken: string): Promise<SessionOwner | null>;
}
