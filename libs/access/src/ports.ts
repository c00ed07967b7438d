import type { ServerResponse } from 'node:http';
import type { LimitClass } from '@app/contract';
import type { Actor } from '@app/kernel';

/** Decides whether a first-run route is open to a caller right now. */
export abstract class FirstRunPolicy {
  /** @throws 403 when the product is set up and sign-up is not allowed, or the set-up token is missing */
  abstract assertOpen(setupToken: string | undefined): Promise<void>;

  /** Whether somebody who presents this, or nothing, may become the first user. */
  abstract admitsFirst(setupToken: string | undefined): boolean;
}

/** Bounds the sign-ins that are under way at once, before they cost a statement or a hash. */
export abstract class SignInPlaces {
  /** Takes a place until the answer is out. @throws 503 with `retryAfter` when none is left */
  abstract take(response: ServerResponse): void;
}

/** Counts requests per class and caller. */
export abstract class RateLimiter {
  /**
   * @param points how much of the budget is asked for, 1 for a request
   * @throws 429 with `retryAfter` in seconds when the class's budget for this caller is spent
   */
  abstract consume(limit: LimitClass, actor: Actor, points?: number): Promise<void>;
}
