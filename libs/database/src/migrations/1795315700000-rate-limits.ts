import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counters of the rate limits, in the columns and the order that rate-limiter-flexible writes. Unlogged: they are not
 * worth a write-ahead log, and after a crash everybody starts with a fresh budget.
 */
export class RateLimits1795315700000 implements MigrationInterface {
  readonly name = 'RateLimits1795315700000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create unlogged table rate_limits (
        key text primary key,
        points integer not null default 0,
        expire bigint
      );
      comment on column rate_limits.expire is 'Milliseconds since 1970';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table rate_limits');
  }
}
