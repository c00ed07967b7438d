import { Injectable } from '@nestjs/common';
import { JsonText } from '@app/contract';
import { Database } from '@app/database';
import type { Page } from '@app/kernel';
import { pathOf, valuesOf, type CatalogCriteria } from './catalog-criteria';
import { listingOf, PAGE_OF } from './catalog-list-statements';
import { CatalogMatches } from './catalog-matches';
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
  SET_ON_HAND,
  STAMP_ON_HAND,
  TOUCH,
  UNLINK,
  VERSION,
} from './catalog-statements';

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
    private readonly matches: CatalogMatches,
  ) {}

  async list(criteria: CatalogCriteria, keys: readonly string[], page: number, size: number): Promise<Page<JsonText>> {
    const known = await this.matches.lately(criteria);
    const from = (page - 1) * size;
    const { version, items } = await (known.ids
      ? this.pageOf(keys, known.ids.subarray(from, from + size))
      : this.pageOn(criteria, known.total, keys, size, from));
    if (version === known.version) return { items, total: known.total, page, size };
    // The catalogue has changed meanwhile: ids of before may match no more.
    const current = await this.matches.count(criteria, version);
    const found = known.ids ? await this.pageOn(criteria, current.total, keys, size, from) : { items };
    return { items: found.items, total: current.total, page, size };
  }

  async total(criteria: CatalogCriteria): Promise<number> {
    const version = await this.version();
    const known = this.matches.recall(criteria);
    return (known?.version === version ? known : await this.matches.count(criteria, version)).total;
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

  /** Through the items in their order, or by the narrowest index. */
  private async pageOn(criteria: CatalogCriteria, total: number, keys: readonly string[], size: number, from: number) {
    const path = pathOf(total > MANY ? { ...criteria, search: undefined } : criteria);
    const { page } = listingOf(path, !criteria.includeInactive);
    return listed(keys, await this.database.rows<ListedRow>(page, [keys, ...valuesOf(criteria), size, from]));
  }

  private async pageOf(keys: readonly string[], ids: Int32Array) {
    return listed(keys, await this.database.rows<ListedRow>(PAGE_OF, [keys, [...ids]]));
  }

  private async version(): Promise<string> {
    const [row] = await this.database.rows<{ version: string }>(VERSION);
    if (!row) throw new Error('The catalogue has no version');
    return row.version;
  }
}

type Nullable<T> = { readonly [Key in keyof T]: T[Key] | null };

interface ListedRow {
  readonly version: string;
  /** Null in the one row of a page without items. */
  readonly json: string | null;
}

const listed = (keys: readonly string[], rows: readonly ListedRow[]) => ({
  version: rows[0]?.version,
  items: rows.flatMap(({ json }) => (json === null ? [] : new JsonText(json, keys))),
});
