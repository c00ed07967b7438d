const LONGEST = 200;

/** A text of the controller as PostgreSQL can keep it: no U+0000, no half of a surrogate pair, and not without end. */
export const storable = (text: string | null): string | null =>
  text === null ? null : text.slice(0, LONGEST).replaceAll(/\0|\p{Surrogate}/gu, '\u{fffd}');

const LARGEST = 2_147_483_647;

/** A number that counts something, as an `integer` of PostgreSQL; null for what counts nothing. */
export function countOf(value: number | null): number | null {
  if (value === null || !(value >= 0)) return null;
  return Math.min(Math.trunc(value), LARGEST);
}
