/** Migrates an empty database and fails when the entities would still change something in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationDrift } from '@app/database';
import { DataSource } from 'typeorm';
import { loadConfig } from '../config';
import { createApplication } from '../create-application';
import { createLogger } from '../http';

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-migrations-'));
  const config = loadConfig({ NODE_ENV: 'test', DATA_DIR: dataDir, PORT: '0' });
  const { nest } = await createApplication(config, createLogger(config));
  try {
    const drift = await migrationDrift(nest.get(DataSource));
    for (const sql of drift) process.stderr.write(`${sql}\n`);
    process.stdout.write(`Migrations and entities differ in ${drift.length} statements\n`);
    process.exitCode = drift.length > 0 ? 1 : 0;
  } finally {
    await nest.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

void main();
