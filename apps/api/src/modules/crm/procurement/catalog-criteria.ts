import type { CatalogPath } from './catalog-list-statements';
import type { Ecosystem } from './taxonomy';

/** What to find; nothing finds everything that is active. */
export interface CatalogCriteria {
  readonly search?: string;
  readonly includeInactive?: boolean;
  readonly category?: string;
  readonly subcategory?: string;
  readonly group?: string;
  readonly manufacturer?: string;
  /** Rules, one of which has to hold. */
  readonly ecosystem?: Ecosystem['manufacturers'];
  readonly inStock?: boolean;
  readonly minPrice?: number;
  readonly maxPrice?: number;
}

/** What is remembered of the matches is kept under it. */
export const keyOf = (criteria: CatalogCriteria): string =>
  JSON.stringify(['matches', criteria.includeInactive ?? false, ...valuesOf(criteria)]);

/** As the statements number them, from `$2` on. */
export const valuesOf = (criteria: CatalogCriteria): unknown[] => [
  ...[criteria.category ?? null, criteria.subcategory ?? null, criteria.group ?? null],
  ...[criteria.search || null, criteria.manufacturer ?? null, criteria.inStock ?? false],
  ...[criteria.minPrice ?? null, criteria.maxPrice ?? null],
  criteria.ecosystem ? JSON.stringify(criteria.ecosystem) : null,
];

/** The index of trigrams finds nothing by less than three letters in a row. */
const TRIGRAM = /[\p{L}\p{N}]{3}/u;

/** The narrowest way in. */
export function pathOf({ search, category, subcategory, group }: CatalogCriteria): CatalogPath {
  if (subcategory !== undefined) return 'subcategory';
  if (group !== undefined) return 'group';
  if (search && TRIGRAM.test(search)) return 'search';
  return category === undefined ? 'list' : 'category';
}
