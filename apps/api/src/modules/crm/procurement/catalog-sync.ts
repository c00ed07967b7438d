import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '@app/database';
import { newId } from '@app/kernel';
import { catalogItems, categories, subcategories, type ConnectWiseClient, type CwCatalogItem } from '../connectwise';
import { Syncs, type Kept, type SyncCompletion, type SyncProblem, type SyncResource } from '../sync';
import { KEEP_CATEGORIES } from './catalog-statements';
import { KEEP, MARK_MISSING } from './catalog-sync-statements';
import { StockSync } from './stock-sync';
import { toTree } from './taxonomy';

/** Keeps the catalogue of ConnectWise here, its categories, and what is on hand. */
@Injectable()
export class CatalogSync implements SyncResource<CwCatalogItem>, OnModuleInit {
  readonly name = 'catalog';
  readonly title = 'Catalogue items';
  readonly source = catalogItems;
  readonly callbackType = 'ProductCatalog';
  /** As many as ConnectWise gives: a large catalogue takes a hundred calls of those that a minute has. */
  readonly pageSize = 1_000;

  constructor(
    private readonly database: Database,
    private readonly stock: StockSync,
    private readonly syncs: Syncs,
  ) {}

  onModuleInit(): void {
    this.syncs.register(this);
  }

  async keep(records: readonly CwCatalogItem[]): Promise<Kept> {
    const rows = await this.database.rows<{ created: boolean }>(KEEP, [JSON.stringify(records.map(toRow))]);
    const created = rows.filter((row) => row.created).length;
    return { created, updated: rows.length - created };
  }

  async markMissing(after: number, upTo: number | null, present: readonly number[], startedAt: Date): Promise<number> {
    return (await this.database.rows(MARK_MISSING, [after, upTo, present, startedAt])).length;
  }

  async complete(completion: SyncCompletion): Promise<readonly SyncProblem[]> {
    await this.refreshCategories(completion.connection.client, completion.signal);
    return this.stock.refresh(completion);
  }

  /** A change of an item may be one of what is on hand: nothing else tells of those. */
  completeSingles(ids: readonly number[], client: ConnectWiseClient, signal: AbortSignal) {
    return this.stock.refreshSingles(ids, client, signal);
  }

  /** Items of which it is not known how many are on hand, or not any more. */
  pending(): Promise<number> {
    return this.stock.pending();
  }

  private async refreshCategories(client: ConnectWiseClient, signal: AbortSignal): Promise<void> {
    const [tops, subs] = await Promise.all([
      client.page(categories, { background: true, signal, orderBy: 'id' }),
      client.page(subcategories, { background: true, signal, orderBy: 'id' }),
    ]);
    const isUsed = ({ inactiveFlag }: { inactiveFlag: boolean }) => !inactiveFlag;
    const tree = toTree(tops.records.filter(isUsed), subs.records.filter(isUsed));
    await this.database.rows(KEEP_CATEGORIES, [JSON.stringify(tree)]);
  }
}

const idOf = (reference: { readonly id: number } | null): number | null => reference?.id ?? null;
const nameOf = (reference: { readonly name: string } | null): string | null => reference?.name ?? null;

const toRow = (item: CwCatalogItem) => ({
  ...{ id: newId(), cw_catalog_id: item.id, identifier: item.identifier },
  ...{ name: item.description ?? item.identifier, description: item.description },
  ...{ customer_description: item.customerDescription, internal_notes: item.notes },
  ...{ category: nameOf(item.category), category_cw_id: idOf(item.category) },
  ...{ subcategory: nameOf(item.subcategory), subcategory_cw_id: idOf(item.subcategory) },
  ...{ manufacturer: nameOf(item.manufacturer), manufacturer_cw_id: idOf(item.manufacturer) },
  ...{ part_number: item.manufacturerPartNumber, vendor_name: nameOf(item.vendor) },
  ...{ vendor_sku: item.vendorSku, vendor_cw_id: idOf(item.vendor), price: item.price, cost: item.cost },
  ...{ product_class: item.productClass, inactive: item.inactiveFlag, sales_taxable: item.taxableFlag },
  cw_last_updated: item._info.lastUpdated?.toISOString() ?? null,
});
