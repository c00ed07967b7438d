import type { Time } from './time';
import type { UpstreamErrors } from './upstream-errors';

interface CircuitBreakerOptions {
  readonly errors: UpstreamErrors;
  /** Failures in a row after which nothing is sent any more. */
  readonly failures: number;
  /** How long nothing is sent before one call may try. */
  readonly coolDownMs: number;
  /** Hears when calls stop and when they go on. */
  readonly onChange: (open: boolean) => void;
}

export const circuitStates = ['closed', 'open', 'half-open'] as const;
/** Open while nothing is sent, half open when one call may try or does. */
export type CircuitState = (typeof circuitStates)[number];

/** Spares an upstream that is down, and callers the wait for it: while open, one call at a time tries whether it is back. */
export class CircuitBreaker {
  private failures = 0;
  private openUntil: number | null = null;
  private probing = false;
  private refused = 0;

  constructor(
    private readonly time: Time,
    private readonly options: CircuitBreakerOptions,
  ) {}

  get state(): CircuitState {
    if (this.openUntil === null) return 'closed';
    return this.probing || this.time.now() >= this.openUntil ? 'half-open' : 'open';
  }

  /** How long until a call may try, in ms; 0 when it may now, and while another one does. */
  get waitMs(): number {
    return this.openUntil === null ? 0 : Math.max(0, this.openUntil - this.time.now());
  }

  /** Calls that were not sent. */
  get rejected(): number {
    return this.refused;
  }

  /**
   * @param health what a failure says of the upstream: nothing when the caller gave up
   * @throws `unavailable` while open
   */
  async run<T>(task: () => Promise<T>, health: (error: unknown) => 'well' | 'ill' | 'unknown'): Promise<T> {
    const probe = this.admit();
    try {
      const result = await task();
      this.succeeded();
      return result;
    } catch (error) {
      const verdict = health(error);
      if (verdict === 'ill') this.failed();
      else if (verdict === 'well') this.succeeded();
      throw error;
    } finally {
      if (probe) this.probing = false;
    }
  }

  /** True for the call that tries. */
  private admit(): boolean {
    if (this.openUntil === null) return false;
    const { waitMs } = this;
    if (waitMs > 0 || this.probing) {
      this.refused += 1;
      throw this.options.errors.unavailable({ retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });
    }
    this.probing = true;
    return true;
  }

  private succeeded(): void {
    this.failures = 0;
    if (this.openUntil === null) return;
    this.openUntil = null;
    this.options.onChange(false);
  }

  private failed(): void {
    this.failures += 1;
    if (this.failures < this.options.failures) return;
    if (this.openUntil === null) this.options.onChange(true);
    this.openUntil = this.time.now() + this.options.coolDownMs;
  }
}
