import type { SeededRandom } from '../../seeded-random';

/** The day that the data ends with. It is fixed, so that the same seed gives the same dates. */
const LATEST = Date.UTC(2026, 1, 28, 20, 57, 52);
const DAY_MS = 86_400_000;

/** ConnectWise counts in seconds. */
export const instantText = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');

/** A moment, at most so many days before the end of the data. */
export const past = (random: SeededRandom, days: number): string =>
  instantText(new Date(LATEST - Math.floor(random.next() * days * DAY_MS)));

/** Midnight, so many days from the end of the data. */
export const midnight = (days: number): string =>
  instantText(new Date(Math.floor(LATEST / DAY_MS) * DAY_MS + days * DAY_MS));

export const info = (lastUpdated: string, updatedBy: string) => ({ lastUpdated, updatedBy });
