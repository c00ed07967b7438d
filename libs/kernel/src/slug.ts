/** What a slug may hold besides `a-z` and `0-9`. */
type Kept = '' | '_' | '._-';

const FOREIGN: Readonly<Record<Kept, RegExp>> = { '': /[^a-z0-9]+/g, _: /[^a-z0-9_]+/g, '._-': /[^a-z0-9._-]+/g };
const OUTER_MARKS = /^[._-]+|[._-]+$/g;

/**
 * Text as lower-case ASCII for names in addresses: accents fall away, everything else becomes `separator`, and the result
 * begins and ends with a letter or digit. Empty when the text holds none of either.
 */
export function slugOf(
  text: string,
  { kept = '', separator = '-' }: { kept?: Kept; separator?: '-' | '.' } = {},
): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(FOREIGN[kept], separator)
    .replace(OUTER_MARKS, '');
}
