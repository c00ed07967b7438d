import { newId } from '@app/kernel';
import type { TestApp } from '../app';

export interface CatalogItemOptions {
  readonly cwCatalogId?: number;
  readonly identifier?: string;
  readonly name?: string;
  /** Further columns of `catalog_items`. */
  readonly columns?: Readonly<Record<string, unknown>>;
}

export interface TestCatalogItem {
  readonly id: string;
  readonly cwCatalogId: number;
  readonly identifier: string;
  readonly name: string;
}

let lastCwId = 900_000;

/** An active item that costs nothing and of which none is on hand, unless told otherwise. */
export async function makeCatalogItem(
  app: Pick<TestApp, 'sql'>,
  { cwCatalogId = (lastCwId += 1), name = `Item ${cwCatalogId}`, columns = {}, ...options }: CatalogItemOptions = {},
): Promise<TestCatalogItem> {
  const id = newId();
  const { identifier = `ITEM-${cwCatalogId}` } = options;
  const row = { id, cw_catalog_id: cwCatalogId, identifier, name, ...columns };
  const names = Object.keys(row);
  await app.sql(
    `insert into catalog_items (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`,
    Object.values(row),
  );
  return { id, cwCatalogId, identifier, name };
}
