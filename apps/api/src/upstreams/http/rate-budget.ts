import type { Time } from './time';

/**
 * How many calls may go out. The port through which all processes can come to share one budget; the one below is for a
 * single process.
 */
export abstract class RateBudget {
  /** Reserves a call. @returns milliseconds to wait before making it */
  abstract take(): Promise<number>;

  /** The upstream asked for so many milliseconds of silence. */
  abstract hold(ms: number): Promise<void>;
}

const MINUTE_MS = 60_000;

/** Lets a burst go at once and spreads what exceeds it evenly. */
export class ProcessRateBudget extends RateBudget {
  private readonly intervalMs: number;
  /** When the next call would be due if all came evenly. */
  private due = -Infinity;
  private silentUntil = -Infinity;

  constructor(
    private readonly time: Time,
    perMinute: number,
    private readonly burst: number,
  ) {
    super();
    this.intervalMs = MINUTE_MS / perMinute;
  }

  async take(): Promise<number> {
    const now = this.time.now();
    this.due = Math.max(this.due, now) + this.intervalMs;
    const earliest = Math.max(this.due - this.burst * this.intervalMs, this.silentUntil);
    return Math.max(0, earliest - now);
  }

  async hold(ms: number): Promise<void> {
    this.silentUntil = Math.max(this.silentUntil, this.time.now() + ms);
  }
}
