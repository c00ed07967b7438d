import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';

const HAS_CATALOG = statement(
  'opportunity-products-has-catalog',
  `select count(*)::int as columns from information_schema.columns
    where table_schema = any(current_schemas(false)) and table_name = 'catalog_items'
      and column_name in ('cw_catalog_id', 'on_hand')`,
);

const ON_HAND = statement(
  'opportunity-products-on-hand',
  `select cw_catalog_id as "cwCatalogId", on_hand::float8 as "onHand" from catalog_items
    where cw_catalog_id = any($1::int[]) and on_hand is not null`,
);

/** How many of a catalogue item there are, as the local catalogue knows it; nothing while there is none. */
@Injectable()
export class StockRepository {
  private hasCatalog = false;

  constructor(private readonly database: Database) {}

  /** By the items' ids in ConnectWise. */
  async onHand(cwCatalogIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    if (cwCatalogIds.length === 0 || !(await this.catalogExists())) return new Map();
    const rows = await this.database.rows<{ cwCatalogId: number; onHand: number }>(ON_HAND, [cwCatalogIds]);
    return new Map(rows.map(({ cwCatalogId, onHand }) => [cwCatalogId, onHand]));
  }

  private async catalogExists(): Promise<boolean> {
    if (this.hasCatalog) return true;
    const [found] = await this.database.rows<{ columns: number }>(HAS_CATALOG);
    this.hasCatalog = found?.columns === 2;
    return this.hasCatalog;
  }
}
