import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToSeededRoles, withdrawFromSeededRoles, type SeededRoleGrants } from './seeded-role-grants';

/** How far each resource is synced with an upstream, what the last run found, and what is known of companies by that. */
export class Syncs1795318000000 implements MigrationInterface {
  readonly name = 'Syncs1795318000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table syncs (
        resource text primary key,
        watermark timestamptz(3),
        last_full_at timestamptz(3),
        last_completed_at timestamptz(3),
        last_run jsonb
      );
      alter table companies
        add column cw_deleted_at timestamptz(3),
        add column cw_refreshed_at timestamptz(3);
    `);
    await grantToSeededRoles(queryRunner, GRANTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await withdrawFromSeededRoles(queryRunner, GRANTS);
    await queryRunner.query(`
      alter table companies drop column cw_deleted_at, drop column cw_refreshed_at;
      drop table syncs;
    `);
  }
}

const GRANTS: SeededRoleGrants = {
  operator: ['sync.fetch', 'sync.run', 'company.fetch.configurations'],
  viewer: ['sync.fetch'],
};
