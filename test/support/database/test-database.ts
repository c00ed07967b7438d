import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { DatabaseError } from 'pg';
import { adminUrl, databaseUrl, withClient } from './server';
import { ensureTemplate, templateName } from './template';

export interface TestDatabase {
  readonly url: string;
  /** Drops the database, cutting connections that are still open. */
  drop(): Promise<void>;
}

const PREFIX = 'switchyard_test_';
const INVALID_CATALOG_NAME = '3D000';

/** Process numbers mean something on one host only, and a server may be shared. */
const hostMark = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const newName = (): string => `${PREFIX}${hostMark}_${process.pid}_${randomBytes(6).toString('hex')}`;

/** A fresh, migrated, empty database for one test file: a copy of the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = await adminUrl();
  const name = newName();
  const create = (template: string) => runSql(admin, `create database ${name} template ${template}`);
  try {
    await create(await templateName());
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== INVALID_CATALOG_NAME) throw error;
    await create(await ensureTemplate(admin));
  }
  return {
    url: databaseUrl(admin, name),
    drop: () => runSql(admin, `drop database if exists ${name} with (force)`),
  };
}

const runSql = (url: string, sql: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(sql);
  });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Drops the databases of test processes of this host that did not live to do it. */
export async function dropLeftovers(admin: string): Promise<void> {
  const mine = `${PREFIX}${hostMark}_`;
  await withClient(admin, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [mine],
    );
    const abandoned = rows.filter(({ datname }) => !isAlive(Number.parseInt(datname.slice(mine.length), 10)));
    for (const { datname } of abandoned) await client.query(`drop database if exists ${datname} with (force)`);
  });
}
