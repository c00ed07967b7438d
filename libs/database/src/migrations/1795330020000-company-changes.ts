import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When ConnectWise changed a company, so that an older state that arrives late overwrites no newer one. */
export class CompanyChanges1795330020000 implements MigrationInterface {
  readonly name = 'CompanyChanges1795330020000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table companies add column cw_last_updated timestamptz(3)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table companies drop column cw_last_updated');
  }
}
