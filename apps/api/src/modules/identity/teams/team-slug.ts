import { isId, isReservedName, slugOf } from '@app/kernel';

const MAX_LENGTH = 100;
const NAMELESS = 'team';

/** A slug shadows no documented path and cannot be mistaken for an id. */
export const isUsableSlug = (slug: string): boolean => !isReservedName(slug) && !isId(slug);

/** The part of a team's name that its slug begins with: `Night Shift` gives `night-shift`. */
export const teamSlugOf = (name: string): string => slugOf(name, { kept: '_' }).slice(0, MAX_LENGTH - 6) || NAMELESS;

/** The first free slug for a name: a second `night-shift` is `night-shift-2`. */
export function freeSlug(name: string, isTaken: (slug: string) => boolean): string {
  const slug = teamSlugOf(name);
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? slug : `${slug}-${count}`;
    if (isUsableSlug(candidate) && !isTaken(candidate)) return candidate;
  }
}
