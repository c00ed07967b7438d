import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is on hand of an item, and when it was asked for, change again and again, for most items at once. That must not
 * cost an entry in each index of the table, that of trigrams included: no index holds the stamp, and pages keep room for
 * one more version of their rows. Finding what is due takes one walk through the items per sync.
 */
export class StockStamps1795330010000 implements MigrationInterface {
  readonly name = 'StockStamps1795330010000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index catalog_items_stock_idx;
      alter table catalog_items set (fillfactor = 50);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table catalog_items reset (fillfactor);
      create index catalog_items_stock_idx on catalog_items (on_hand_at nulls first, cw_catalog_id)
        where not inactive and cw_deleted_at is null and product_class = 'Inventory';
    `);
  }
}
