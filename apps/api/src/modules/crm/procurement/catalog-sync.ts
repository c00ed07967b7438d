import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, Transactions } from '@app/database';
import { DomainError, newId } from '@app/kernel';
import {
  catalogItems,
  categories,
  inventory,
  subcategories,
  type ConnectWiseClient,
  type CwCatalogItem,
} from '../connectwise';
import { Syncs, type Kept, type SyncCompletion, type SyncProblem, type SyncResource } from '../sync';
import { KEEP_CATEGORIES } from './catalog-statements';
import { KEEP, MARK_MISSING, STOCK_DUE } from './catalog-sync-statements';
import { CatalogRepository } from './catalog.repository';
import { toTree } from './taxonomy';

interface Stocked {
  readonly id: string;
  readonly cwCatalogId: number;
}

/** ConnectWise tells what is on hand of one item at a time: a run looks for so many, the next one goes on. */
const LOOKS_PER_RUN = 1_000;
const LOOKS_AT_A_TIME = 4;

/** Keeps the catalogue of ConnectWise here, its categories, and what is on hand. */
@Injectable()
export class CatalogSync implements SyncResource<CwCatalogItem>, OnModuleInit {
  readonly name = 'catalog';
  readonly title = 'Catalogue items';
  readonly source = catalogItems;
  readonly callbackType = 'ProductCatalog';

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly items: CatalogRepository,
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

  async complete({ connection: { client }, signal }: SyncCompletion): Promise<readonly SyncProblem[]> {
    await this.refreshCategories(client, signal);
    const due = await this.database.rows<Stocked>(STOCK_DUE, [LOOKS_PER_RUN]);
    const problems: SyncProblem[] = [];
    for (let from = 0; from < due.length; from += LOOKS_AT_A_TIME) {
      problems.push(...(await this.refreshStock(client, due.slice(from, from + LOOKS_AT_A_TIME), signal)));
    }
    return problems;
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

  private async refreshStock(
    client: ConnectWiseClient,
    items: readonly Stocked[],
    signal: AbortSignal,
  ): Promise<SyncProblem[]> {
    const looks = await Promise.all(items.map((item) => lookFor(client, item, signal)));
    const found = looks.filter((look) => look.onHand !== null);
    const values = [found.map(({ id }) => id), found.map(({ onHand }) => onHand ?? 0)] as const;
    await this.transactions.run(() => this.items.setOnHand(...values));
    return looks.flatMap(({ problem }) => problem ?? []);
  }
}

interface Look {
  readonly id: string;
  readonly onHand: number | null;
  readonly problem?: SyncProblem;
}

/** One item that cannot be read is told of; a ConnectWise that is down ends the run. */
async function lookFor(client: ConnectWiseClient, { id, cwCatalogId }: Stocked, signal: AbortSignal): Promise<Look> {
  try {
    const { records, refused } = await client.page(inventory(cwCatalogId), { background: true, signal });
    if (refused.length > 0) {
      return { id, onHand: null, problem: { cwId: cwCatalogId, message: 'What is on hand could not be read' } };
    }
    return { id, onHand: records.reduce((total, place) => total + place.onHand, 0) };
  } catch (error) {
    if (error instanceof DomainError && error.status === 404) return { id, onHand: 0 };
    throw error;
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
