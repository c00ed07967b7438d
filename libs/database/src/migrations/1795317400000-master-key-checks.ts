import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One known text per version of the master key, sealed under it when it was first seen. Rows stay when a version is
 * taken away, so that its number is not given to another key.
 *
 * Each version has a key that signs the audit chain. Its public half is kept, signed by its successors, to check what it
 * signed when it is gone.
 */
export class MasterKeyChecks1795317400000 implements MigrationInterface {
  readonly name = 'MasterKeyChecks1795317400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table master_key_checks (
        version integer primary key,
        canary text not null,
        seen_at timestamptz(3) not null default now()
      );

      create table audit_chain_keys (
        key_id text not null,
        public_key text not null,
        endorsed_by text not null,
        signature bytea not null,
        primary key (key_id, endorsed_by)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table master_key_checks, audit_chain_keys');
  }
}
