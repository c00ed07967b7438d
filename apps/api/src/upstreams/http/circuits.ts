import type { CircuitBreaker, CircuitState } from './circuit-breaker';

export interface CircuitReading {
  readonly upstream: string;
  readonly state: CircuitState;
  /** Calls that were refused because the upstream was left alone. */
  readonly rejected: number;
}

/** The circuit breakers of this process by the names of their upstreams, for who watches over it. */
export class Circuits {
  private readonly breakers = new Map<string, CircuitBreaker>();

  /** @param upstream takes the place of the one of that name before */
  add(upstream: string, breaker: CircuitBreaker): void {
    this.breakers.set(upstream, breaker);
  }

  readings(): CircuitReading[] {
    return [...this.breakers].map(([upstream, { state, rejected }]) => ({ upstream, state, rejected }));
  }
}
