import { invalidField, isId, isReservedName, slugOf } from '@app/kernel';

const MAX_LENGTH = 63;
const NAMELESS = 'role';

const isUsable = (moniker: string): boolean => !isReservedName(moniker) && !isId(moniker);

/** A moniker shadows no documented path and cannot be mistaken for an id. @throws 400 */
export function assertMoniker(moniker: string): void {
  if (!isUsable(moniker)) throw invalidField(['body', 'moniker'], 'moniker is reserved or has the shape of an id');
}

/**
 * A moniker for roles that are created by their title alone: `Night shift` gives `night-shift`, a second one
 * `night-shift-2`.
 */
export function monikerFor(title: string, isTaken: (moniker: string) => boolean): string {
  const slug = slugOf(title) || NAMELESS;
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? '' : `-${count}`;
    const moniker = slug.slice(0, MAX_LENGTH - suffix.length) + suffix;
    if (isUsable(moniker) && !isTaken(moniker)) return moniker;
  }
}
