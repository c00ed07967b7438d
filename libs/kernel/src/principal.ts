import type { PermissionSet } from './permissions/permission-set';

/** Who a valid token stands for. */
export interface Principal {
  readonly userId: string;
  /** Login name, lower case. */
  readonly login: string;
  readonly permissions: PermissionSet;
  /** `session`: an access token of a login; `pat`: a personal access token, which may not mint tokens. */
  readonly kind: 'session' | 'pat';
  /** The session's or the personal access token's id. */
  readonly tokenId: string;
  /** True for a personal access token that may only read: routes of every method but GET refuse it. */
  readonly readOnly?: boolean;
  /** The teams that a personal access token is restricted to; absent when it reaches all of its owner's. */
  readonly teamIds?: readonly string[];
}

/** Where a request came from, for the audit log and rate limits. */
export interface RequestOrigin {
  readonly requestId: string;
  /** Client address after proxy trust. */
  readonly address: string;
  readonly userAgent: string;
  /** Surface name, or `system` for work nobody asked for over HTTP. */
  readonly surface: string;
}

/** Whoever acts: a signed-in principal, or nobody yet (login, registration, set-up). Services take one. */
export interface Actor {
  readonly principal: Principal | null;
  readonly origin: RequestOrigin;
}

/** An actor whose principal is known: what every guarded route hands to its service. */
export interface SignedInActor extends Actor {
  readonly principal: Principal;
}

/** Work of the product itself: jobs, schedules, first start. */
export const systemActor = (requestId = 'system'): Actor => ({
  principal: null,
  origin: { requestId, address: '', userAgent: '', surface: 'system' },
});

/**
 * Turns a presented access token (JWT or `ffpat_`) into a principal, reading session, user and permission version anew
 * every time. Answers null for anything that is not valid right now.
 */
export abstract class PrincipalSource {
  abstract authenticate(token: string): Promise<Principal | null>;
}
