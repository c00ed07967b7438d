import type { LimitClass } from '@app/contract';

/** Whom a budget belongs to. Callers without a token are told apart by their address. */
type Owner = 'address' | 'user' | 'token';

/** How many requests one owner may send within a window that starts with the first of them. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
  readonly owner: Owner;
  /** Whether all processes count together. Counting in the process costs nothing and is exact for one process. */
  readonly shared: boolean;
}

/**
 * Writes are too many to pay a statement for each: without Redis every process counts its own, so with several processes
 * behind a load balancer a token has the budget once per process.
 */
export const limits: Readonly<Record<Exclude<LimitClass, 'exempt' | 'reveal'>, Limit>> = {
  login: { points: 100, seconds: 60, owner: 'address', shared: true },
  'public-write': { points: 60, seconds: 60, owner: 'address', shared: true },
  'token-creation': { points: 5, seconds: 30, owner: 'user', shared: true },
  write: { points: 600, seconds: 60, owner: 'token', shared: false },
};

/** Secure values that one user may read; how many is a setting. */
export const revealsPerMinute = (points: number): Limit => ({ points, seconds: 60, owner: 'user', shared: true });

/** Password guesses at one login name from one address. */
export const loginAttempts: Omit<Limit, 'owner'> = { points: 10, seconds: 60, shared: true };

/** How often that budget was overdrawn lately; each time doubles the wait. */
export const loginOverdrafts: Omit<Limit, 'owner'> = { points: 1, seconds: 3600, shared: true };

export const FIRST_WAIT_SECONDS = 60;
export const LONGEST_WAIT_SECONDS = 900;
