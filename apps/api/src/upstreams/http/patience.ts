/** How long a caller is willing to wait, and how often to try. */
export interface Patience {
  readonly tries: number;
  /** For one try. */
  readonly attemptMs: number;
  /** For all tries and the waits between them. */
  readonly totalMs: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Waits while the circuit is open, as long as the time for all tries lasts, and does not count those tries. */
  readonly awaitsCircuit?: boolean;
}

/** Somebody looks at a screen. */
export const interactive: Patience = {
  ...{ tries: 3, attemptMs: 8_000, totalMs: 12_000, firstWaitMs: 200, longestWaitMs: 2_000 },
};

/** A job that nobody waits for. */
export const background: Patience = {
  ...{ tries: 6, attemptMs: 30_000, totalMs: 120_000, firstWaitMs: 500, longestWaitMs: 30_000 },
  awaitsCircuit: true,
};

/** Doubles with each try; the half of it is chance, so that callers who failed together do not come back together. */
export function backoffMs({ firstWaitMs, longestWaitMs }: Patience, attempt: number, random: () => number): number {
  const full = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1));
  return full / 2 + (full / 2) * random();
}
