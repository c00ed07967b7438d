import { Injectable } from '@nestjs/common';
import { JsonText } from '@app/contract';
import { Database } from '@app/database';
import type { Page } from '@app/kernel';
import { listingOf, type CatalogPath } from './catalog-list-statements';
import { CatalogMemory } from './catalog-memory';
import {
  COUNT_LINKS,
  FETCH,
  FETCH_WITH_LINKS,
  FILTER_VALUES,
  LINK,
  LINKED,
  LOCK,
  RESOLVE,
  TOUCH,
} from './catalog-statements';
import { SET_ON_HAND, STAMP_ON_HAND, UNLINK, VERSION } from './catalog-statements';
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

export interface CatalogItemReference {
  readonly id: string;
  readonly cwCatalogId: number;
  readonly name: string;
}

export interface FilterValues {
  readonly categories: string[];
  readonly subcategories: string[];
  readonly manufacturers: string[];
}

export interface FilterScope {
  readonly category?: string;
  readonly subcategory?: string;
  readonly includeInactive?: boolean;
}

const LARGEST_CW_ID = 2_147_483_647;
/** Of so many matches of a text, thirty are found sooner on the way through the rest in its order than by sorting all. */
const MANY = 2_000;

@Injectable()
export class CatalogRepository {
  constructor(
    private readonly database: Database,
    private readonly memory: CatalogMemory,
  ) {}

  async list(criteria: CatalogCriteria, keys: readonly string[], page: number, size: number): Promise<Page<JsonText>> {
    const values = valuesOf(criteria);
    const known = this.memory.recall<{ total: number }>(keyOf(criteria)) ?? (await this.count(criteria));
    const path = pathOf(known.value.total > MANY ? { ...criteria, search: undefined } : criteria);
    const rows = await this.database.rows<{ version: string; json: string | null }>(
      listingOf(path, !criteria.includeInactive).page,
      [keys, ...values, size, (page - 1) * size],
    );
    const isCurrent = rows[0]?.version === known.version;
    const { total } = (isCurrent ? known : await this.count(criteria, rows[0]?.version)).value;
    return { items: rows.flatMap(({ json }) => (json === null ? [] : new JsonText(json, keys))), total, page, size };
  }

  async total(criteria: CatalogCriteria): Promise<number> {
    const version = await this.version();
    const known = this.memory.recall<{ total: number }>(keyOf(criteria));
    return (known?.version === version ? known : await this.count(criteria, version)).value.total;
  }

  async filterValues({ category = null, subcategory = null, includeInactive = false }: Partial<Nullable<FilterScope>>) {
    const key = JSON.stringify(['filters', category, subcategory, includeInactive]);
    const current = await this.version();
    const known = this.memory.recall<FilterValues>(key);
    if (known?.version === current) return known.value;
    return this.memory.together(`${key} ${current}`, async () => {
      const scope = [category, subcategory, includeInactive];
      const [row] = await this.database.rows<FilterValues & { version: string }>(FILTER_VALUES, scope);
      if (!row) throw new Error('The catalogue has no version');
      const { version, ...values } = row;
      this.memory.remember(key, version, values);
      return values;
    });
  }

  /** By id or id in ConnectWise, and where told by the identifier there. */
  async resolve(identifier: string, byIdentifier: boolean): Promise<CatalogItemReference | undefined> {
    const number = /^\d+$/.test(identifier) ? Number(identifier) : NaN;
    const cwId = number <= LARGEST_CW_ID ? number : null;
    const [row] = await this.database.rows<CatalogItemReference>(RESOLVE, [identifier, cwId, byIdentifier]);
    return row;
  }

  /** With the items linked to it when their keys are given. */
  async fetch(id: string, keys: readonly string[], linkedKeys?: readonly string[]): Promise<JsonText | undefined> {
    const [row] = await (linkedKeys
      ? this.database.rows<{ json: string }>(FETCH_WITH_LINKS, [keys, id, linkedKeys])
      : this.database.rows<{ json: string }>(FETCH, [keys, id]));
    return row && new JsonText(row.json, keys);
  }

  async linked(id: string, keys: readonly string[]): Promise<JsonText> {
    const [row] = await this.database.rows<{ json: string }>(LINKED, [keys, id]);
    return new JsonText(row?.json ?? '[]', keys);
  }

  /** In a transaction: nobody else changes links of these items until it ends. */
  async lock(ids: readonly string[]): Promise<void> {
    await this.database.rows(LOCK, [ids]);
  }

  async countLinks(id: string): Promise<number> {
    const [row] = await this.database.rows<{ links: number }>(COUNT_LINKS, [id]);
    return row?.links ?? 0;
  }

  /** @returns whether they were not linked before */
  async link(one: string, other: string): Promise<boolean> {
    return this.touch(await this.database.rows(LINK, [one, other]), [one, other]);
  }

  /** @returns whether they were linked before */
  async unlink(one: string, other: string): Promise<boolean> {
    return this.touch(await this.database.rows(UNLINK, [one, other]), [one, other]);
  }

  /** @returns the ids of items whose number is another now, with the one before */
  async setOnHand(ids: readonly string[], onHand: readonly number[]): Promise<Map<string, number>> {
    const before = await this.database.rows<{ id: string; onHand: number }>(STAMP_ON_HAND, [ids]);
    const known = new Map(before.map((row) => [row.id, row.onHand]));
    const changed = ids.filter((id, place) => known.has(id) && known.get(id) !== onHand[place]);
    if (changed.length > 0) await this.database.rows(SET_ON_HAND, [ids, onHand]);
    return new Map(changed.map((id) => [id, known.get(id) ?? 0]));
  }

  private async touch(changed: readonly object[], ids: readonly string[]): Promise<boolean> {
    if (changed.length === 0) return false;
    await this.database.rows(TOUCH, [ids]);
    return true;
  }

  /** @param seen the version that the caller has met; only who has met the same shares the look */
  private count(criteria: CatalogCriteria, seen = ''): Promise<{ version: string; value: { total: number } }> {
    const key = keyOf(criteria);
    return this.memory.together(`${key} ${seen}`, async () => {
      const { count } = listingOf(pathOf(criteria), !criteria.includeInactive);
      const [row] = await this.database.rows<{ version: string; total: number }>(count, [null, ...valuesOf(criteria)]);
      if (!row) throw new Error('The catalogue has no version');
      const value = { total: row.total };
      this.memory.remember(key, row.version, value);
      return { version: row.version, value };
    });
  }

  private async version(): Promise<string> {
    const [row] = await this.database.rows<{ version: string }>(VERSION);
    if (!row) throw new Error('The catalogue has no version');
    return row.version;
  }
}

type Nullable<T> = { readonly [Key in keyof T]: T[Key] | null };

const keyOf = (criteria: CatalogCriteria): string =>
  JSON.stringify(['total', criteria.includeInactive ?? false, ...valuesOf(criteria)]);

/** As the statements number them, from `$2` on. */
const valuesOf = (criteria: CatalogCriteria): unknown[] => [
  ...[criteria.category ?? null, criteria.subcategory ?? null, criteria.group ?? null],
  ...[criteria.search || null, criteria.manufacturer ?? null, criteria.inStock ?? false],
  ...[criteria.minPrice ?? null, criteria.maxPrice ?? null],
  criteria.ecosystem ? JSON.stringify(criteria.ecosystem) : null,
];

/** The index of trigrams finds nothing by less than three letters in a row. */
const TRIGRAM = /[\p{L}\p{N}]{3}/u;

/** The narrowest way in. */
function pathOf({ search, category, subcategory, group }: CatalogCriteria): CatalogPath {
  if (subcategory !== undefined) return 'subcategory';
  if (group !== undefined) return 'group';
  if (search && TRIGRAM.test(search)) return 'search';
  return category === undefined ? 'list' : 'category';
}
