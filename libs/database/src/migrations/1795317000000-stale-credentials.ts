import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The report of stale credentials begins with what is old: what expires first, and the oldest current values. */
export class StaleCredentials1795317000000 implements MigrationInterface {
  readonly name = 'StaleCredentials1795317000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'create index credentials_expires_at_idx on credentials (expires_at) where expires_at is not null',
    );
    await queryRunner.query(
      'create index secure_values_current_created_at_idx on secure_values (created_at) where superseded_at is null',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index secure_values_current_created_at_idx, credentials_expires_at_idx');
  }
}
