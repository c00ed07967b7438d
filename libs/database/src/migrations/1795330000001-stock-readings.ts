import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When what lies in all warehouses was read last: it holds for every item, without a stamp on each. */
export class StockReadings1795330000001 implements MigrationInterface {
  readonly name = 'StockReadings1795330000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table catalog_state add column stock_read_at timestamptz(3)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table catalog_state drop column stock_read_at');
  }
}
