import type { PermissionNode, Principal } from '@app/kernel';

/** What a route asks of its caller when it names no permission nodes. */
export type AccessMode = 'signed-in' | 'anyone' | 'refresh-token' | 'refresh-cookie' | 'first-run';

/** Any valid token of an active user. */
export const signedIn = 'signed-in' satisfies AccessMode;
/** No token; a stale `Authorization` header is ignored. */
export const anyone = 'anyone' satisfies AccessMode;
/** The opaque refresh token in `x-refresh-token`; `Authorization` is ignored. */
export const refreshToken = 'refresh-token' satisfies AccessMode;
/** The refresh cookie of a browser; `Authorization` is ignored, `Origin` is checked. */
export const refreshCookie = 'refresh-cookie' satisfies AccessMode;
/** Open while no user exists, or when sign-up is allowed. */
export const firstRun = 'first-run' satisfies AccessMode;

/** All named nodes are required; a route without declared access does not start. */
export type Access = readonly [PermissionNode, ...PermissionNode[]] | AccessMode;

/** The nodes that an access names; none for a mode. */
export const nodesOf = (access: Access): readonly PermissionNode[] => (typeof access === 'string' ? [] : access);

/** The parts of a request a condition may look at, before validation. */
export interface ConditionInput {
  readonly body: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, string>>;
  readonly principal: Principal;
}

/** Nodes that are required only for some requests; documented as `x-permissions-when`. */
export interface ConditionalAccess {
  /** As documented, e.g. `body.roles present`. */
  readonly when: string;
  readonly nodes: readonly PermissionNode[];
  readonly applies: (input: ConditionInput) => boolean;
  /** The refusal, where the document words it; else the general 403. */
  readonly refusal?: () => Error;
}
