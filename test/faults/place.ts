import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { createTestDatabase } from '../support/database';

/** What outlives a killed server. */
export interface Place {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Looks into the database from outside. */
  readonly client: Client;
  discard(): Promise<void>;
}

/** A database and a data directory of their own, for one server after another. */
export async function createPlace(): Promise<Place> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'switchyard-faults-'));
  const client = new Client(database.url);
  await client.connect();
  return {
    ...{ databaseUrl: database.url, dataDir, client },
    async discard() {
      await client.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A killed server's jobs are lost once they gave no sign of life for a while; no test waits that long. */
export async function loseRunningJobs({ client }: Pick<Place, 'client'>): Promise<void> {
  await client.query(`update jobs set heartbeat_at = now() - interval '1 hour' where state = 'running'`);
}
