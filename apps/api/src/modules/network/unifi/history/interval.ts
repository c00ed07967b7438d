export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** What is left of an interval for what is under way when a round ends. */
const REST = 0.1;
/** A round that begins later in an interval goes on into the next one. */
const LATE = 0.5;

/**
 * The moment by which a round is to be done, so that the next one is not left out: shortly before the interval ends,
 * which schedules count from 1970. Never where there is no interval.
 */
export function endOfRound(startedAt: Date, intervalMs: number): Date {
  if (intervalMs <= 0) return new Date(8.64e15);
  const sinceBegin = startedAt.getTime() % intervalMs;
  const end = startedAt.getTime() - sinceBegin + intervalMs * (sinceBegin > intervalMs * LATE ? 2 : 1);
  return new Date(end - intervalMs * REST);
}
