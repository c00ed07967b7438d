import { DomainError, type ConcurrencyLimit } from '@app/kernel';
import { CallFailure } from './call-failure';
import type { CircuitBreaker } from './circuit-breaker';
import { backoffMs, type Patience } from './patience';
import type { RateBudget } from './rate-budget';
import type { Time } from './time';
import type { Answer, Call, Transport } from './transport';
import type { UpstreamErrors } from './upstream-errors';

export interface CallTerms {
  readonly patience: Patience;
  /** Whether doing it twice does no harm. */
  readonly idempotent: boolean;
  readonly signal?: AbortSignal;
}

interface CallerParts {
  readonly errors: UpstreamErrors;
  readonly transport: Transport;
  readonly breaker: CircuitBreaker;
  readonly gate: ConcurrencyLimit;
  readonly budget: RateBudget;
  /** How much of the budget's burst these calls may use up, from 0 to 1; all unless told. */
  readonly share?: number;
  readonly time: Time;
  readonly random: () => number;
  readonly meter?: CallMeter;
}

/** Hears of every exchange how long it took and what became of it: `2xx`, `4xx`, `timeout`, ... */
export type CallMeter = (seconds: number, outcome: string) => void;

interface FurtherTry {
  readonly told: unknown;
  readonly waitMs: number | null;
}

/** How long another call that tries whether the upstream is back is left alone. */
const TRIAL_MS = 1_000;

/** Makes calls within what the upstream and the caller bear: rate, concurrency, time; and tries again what may be. */
export class Caller {
  constructor(private readonly parts: CallerParts) {}

  /** @throws DomainError of `errors`, or the reason of the caller's signal */
  async call(call: Call, terms: CallTerms): Promise<Answer> {
    const { time } = this.parts;
    const { patience, signal } = terms;
    const deadline = time.now() + patience.totalMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(call, terms, deadline);
      } catch (error) {
        const { told, waitMs } = this.furtherTry(error, terms, attempt);
        if (waitMs === null || time.now() + waitMs >= deadline) throw told;
        await time.wait(waitMs, signal);
      }
    }
  }

  /** What a failure is told as, and how long to wait before another try; null for none. */
  private furtherTry(error: unknown, { patience, idempotent }: CallTerms, attempt: number): FurtherTry {
    const { breaker, random } = this.parts;
    const circuitMs = Math.max(breaker.waitMs, TRIAL_MS);
    if (!(error instanceof CallFailure)) {
      return { told: error, waitMs: patience.awaitsCircuit && this.isUnsent(error) ? circuitMs : null };
    }
    const awaitsCircuit = patience.awaitsCircuit === true && breaker.state !== 'closed';
    const mayRepeat = (idempotent || !error.ill) && (awaitsCircuit || attempt < patience.tries);
    const backoff = Math.max(backoffMs(patience, attempt, random), error.retryAfterMs ?? 0);
    return { told: error.error, waitMs: mayRepeat ? Math.max(backoff, awaitsCircuit ? circuitMs : 0) : null };
  }

  /** The circuit refused the call. */
  private isUnsent(error: unknown): boolean {
    return error instanceof DomainError && error.code === this.parts.errors.unavailable().code;
  }

  private async attempt(call: Call, { patience, signal }: CallTerms, deadline: number): Promise<Answer> {
    const { transport, breaker, gate, budget, time } = this.parts;
    const send = async (): Promise<Answer> => {
      await this.keepToBudget(deadline, signal);
      const timeoutMs = Math.min(patience.attemptMs, deadline - time.now());
      if (timeoutMs <= 0) throw this.parts.errors.busy();
      return this.metered(() => transport.send(call, time.timeout(Math.ceil(timeoutMs)), signal));
    };
    try {
      return await gate.run(() => breaker.run(send, healthOf), signal);
    } catch (error) {
      if (error instanceof CallFailure && !error.ill) await budget.hold(error.retryAfterMs ?? 0);
      throw error;
    }
  }

  private async metered(send: () => Promise<Answer>): Promise<Answer> {
    const { meter } = this.parts;
    if (!meter) return send();
    const startedAt = performance.now();
    const tell = (outcome: string) => meter((performance.now() - startedAt) / 1000, outcome);
    try {
      const answer = await send();
      tell(`${Math.trunc(answer.status / 100)}xx`);
      return answer;
    } catch (error) {
      tell(outcomeOf(error));
      throw error;
    }
  }

  private async keepToBudget(deadline: number, signal?: AbortSignal): Promise<void> {
    const { budget, time, share = 1 } = this.parts;
    const longestMs = deadline - time.now();
    const waitMs = await budget.take({ longestMs, share });
    if (waitMs <= 0) return;
    if (waitMs >= longestMs) {
      throw this.parts.errors.rateLimited({ retryAfter: Math.ceil(waitMs / 1000) });
    }
    await time.wait(waitMs, signal);
  }
}

/** The last part of the code of what the caller is told. */
function outcomeOf(error: unknown): string {
  const told = error instanceof CallFailure ? error.error : error;
  return told instanceof DomainError ? told.code.slice(told.code.lastIndexOf('.') + 1) : 'givenUp';
}

function healthOf(error: unknown): 'well' | 'ill' | 'unknown' {
  if (!(error instanceof CallFailure)) return 'unknown';
  return error.ill ? 'ill' : 'well';
}
