import { isId, isReservedName } from '@app/kernel';

const MAX_LENGTH = 100;
const NAMELESS = 'team';

/** A slug shadows no documented path and cannot be mistaken for an id. */
export const isUsableSlug = (slug: string): boolean => !isReservedName(slug) && !isId(slug);

/** The part of a team's name that its slug begins with: `Night Shift` gives `night-shift`. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  const slug = plain.replace(/[^a-z0-9_]+/g, '-').replace(/^-+|-+$/g, '');
  return slug.slice(0, MAX_LENGTH - 6) || NAMELESS;
}

/** The first free slug for a name: a second `night-shift` is `night-shift-2`. */
export function freeSlug(name: string, isTaken: (slug: string) => boolean): string {
  const slug = slugOf(name);
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? slug : `${slug}-${count}`;
    if (isUsableSlug(candidate) && !isTaken(candidate)) return candidate;
  }
}
