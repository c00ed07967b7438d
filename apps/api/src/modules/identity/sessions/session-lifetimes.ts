import type { SessionKind } from './session.entity';

const HOUR = 3600;
const DAY = 24 * HOUR;

interface Lifetimes {
  /** Seconds an access token is valid. */
  readonly access: number;
  /** Seconds a session lives without a refresh; null where the surface has no refresh. */
  readonly idle: number | null;
}

const usual: Lifetimes = { access: HOUR, idle: 30 * DAY };

/** Liberty's and EcoFlow's clients expect lifetimes of their own; Liberty has no refresh. */
export const lifetimes: Readonly<Record<SessionKind, Lifetimes>> = {
  optima: usual,
  oidc: usual,
  beaver: usual,
  ecoflow: { access: HOUR, idle: 7 * DAY },
  liberty: { access: 4 * HOUR, idle: null },
};

/** Seconds after which a session ends however often it is refreshed. */
export const ABSOLUTE_LIFETIME = 90 * DAY;

/** The longest life of an access token: a retired signing key is accepted that much longer. */
export const LONGEST_ACCESS = Math.max(...Object.values(lifetimes).map(({ access }) => access));

/** Two tabs that refresh at the same moment both go on with the same successor. */
export const GRACE_MS = 30_000;
