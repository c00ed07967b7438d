import type { Time } from './time';

/** How a call may be made. */
export interface BudgetTerms {
  /** Who cannot wait less than this takes nothing. */
  readonly longestMs: number;
  /** How much of what may go at once these calls may use up, from 0 to 1: the rest is left to others. */
  readonly share: number;
}

export interface BudgetSize {
  readonly perMinute: number;
  /** How many may go at once after a time without calls. */
  readonly burst: number;
}

/** How many calls may go out: of a single process, or of all of them together. */
export abstract class RateBudget {
  /** Reserves a call, if the wait for it is shorter than the terms say. @returns milliseconds to wait before making it */
  abstract take(terms: BudgetTerms): Promise<number>;

  /** The upstream asked for so many milliseconds of silence. */
  abstract hold(ms: number): Promise<void>;
}

const MINUTE_MS = 60_000;

export const intervalMsOf = ({ perMinute }: BudgetSize): number => MINUTE_MS / perMinute;

export const allowanceOf = ({ burst }: BudgetSize, share: number): number => Math.max(1, Math.floor(burst * share));

/** Lets a burst go at once and spreads what exceeds it evenly. */
export class ProcessRateBudget extends RateBudget {
  private readonly intervalMs: number;
  /** When the next call would be due if all came evenly. */
  private due = -Infinity;
  private silentUntil = -Infinity;

  constructor(
    private readonly time: Time,
    private readonly size: BudgetSize,
  ) {
    super();
    this.intervalMs = intervalMsOf(size);
  }

  override async take({ longestMs, share }: BudgetTerms): Promise<number> {
    const now = this.time.now();
    const due = Math.max(this.due, now) + this.intervalMs;
    const earliest = due - allowanceOf(this.size, share) * this.intervalMs;
    const waitMs = Math.max(0, earliest - now, this.silenceMs);
    if (waitMs < longestMs) this.due = due;
    return waitMs;
  }

  override async hold(ms: number): Promise<void> {
    this.silentUntil = Math.max(this.silentUntil, this.time.now() + ms);
  }

  /** Milliseconds until the upstream may be spoken to again. */
  get silenceMs(): number {
    return Math.max(0, this.silentUntil - this.time.now());
  }
}
