import type { Timed } from './pace';

/** The value below which `share` (0 to 1) of the values lie. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('There is no percentile of no values');
  return value;
}

/** In ms. */
export const p99Of = (answers: readonly Timed[]): number =>
  percentile(
    answers.map(({ ms }) => ms),
    0.99,
  );

export const median = (values: readonly number[]): number => percentile(values, 0.5);
