import { setTimeout as delay } from 'node:timers/promises';
import { MigrationExecutor } from 'typeorm';
import type { DataSource, QueryRunner } from 'typeorm';

/** Any constant will do; it only has to differ from the product's other advisory locks. */
const MIGRATION_LOCK = 7_305_001;
const LOCK_POLL_MS = 50;

/**
 * Applies the pending migrations of an open data source, each in its own transaction, and returns their names.
 * Processes that start together take turns: the first migrates, the others find nothing left to do.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const queryRunner = dataSource.createQueryRunner();
  try {
    await lock(queryRunner);
    const executor = new MigrationExecutor(dataSource, queryRunner);
    executor.transaction = 'each';
    const executed = await executor.executePendingMigrations();
    return executed.map(({ name }) => name);
  } finally {
    await unlock(queryRunner);
  }
}

/** Polls instead of waiting in the server: a waiting statement's snapshot would block `create index concurrently`. */
async function lock(queryRunner: QueryRunner): Promise<void> {
  for (;;) {
    const [row] = (await queryRunner.query('select pg_try_advisory_lock($1) as locked', [MIGRATION_LOCK])) as {
      locked: boolean;
    }[];
    if (row?.locked) return;
    await delay(LOCK_POLL_MS);
  }
}

async function unlock(queryRunner: QueryRunner): Promise<void> {
  try {
    if (!queryRunner.isReleased) await queryRunner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await queryRunner.release();
  }
}

/**
 * The statements TypeORM would still run to make the schema match the loaded entities: empty when the migrations are
 * complete. Triggers, functions and expression indexes are invisible to it; a plain index, unique constraint or check
 * of a mapped table must stand on its entity.
 */
export async function migrationDrift(dataSource: DataSource): Promise<string[]> {
  const pending = await dataSource.driver.createSchemaBuilder().log();
  return pending.upQueries.map(({ query }) => query);
}
