import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { createDataSource, migrate } from '@app/database';
import { prepareDelivery } from '@app/jobs';
import { databaseUrl, withClient } from './server';

const MIGRATIONS = join(__dirname, '../../../libs/database/src/migrations');
const PREFIX = 'switchyard_template_';
const HASH_LENGTH = 16;
/** Any constant; advisory locks of the maintenance database are ours alone during tests. */
const TEMPLATE_LOCK = 7_305_100;

/** The template's name is made of the migrations' text, so that a changed migration gets a new one. */
export async function templateName(): Promise<string> {
  const hash = createHash('sha256');
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  for (const file of files.sort()) hash.update(file).update(await readFile(join(MIGRATIONS, file)));
  return PREFIX + hash.digest('hex').slice(0, HASH_LENGTH);
}

const exists = async (client: Client, database: string): Promise<boolean> =>
  ((await client.query('select 1 from pg_database where datname = $1', [database])).rowCount ?? 0) > 0;

/** Makes the template unless it exists. Processes that need it at once wait for the first. */
export async function ensureTemplate(admin: string, template?: string): Promise<string> {
  const name = template ?? (await templateName());
  await withClient(admin, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if (!(await exists(client, name))) await makeTemplate(admin, client, name);
  });
  return name;
}

/** It gets its name only when complete: what a killed run left behind is never taken for a template. */
async function makeTemplate(admin: string, client: Client, name: string): Promise<void> {
  const draft = `${name}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft} template template0 encoding 'UTF8'`);
  const dataSource = await createDataSource({ url: databaseUrl(admin, draft), poolSize: 1 }).initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
  await prepareDelivery(databaseUrl(admin, draft));
  await client.query(`comment on database ${draft} is '${new Date().toISOString()}'`);
  await client.query(`alter database ${draft} rename to ${name}`);
}

/** Drops templates of former migrations once no other run can still be using them. */
export async function dropOldTemplates(admin: string, maxAge: string): Promise<void> {
  const current = await templateName();
  await withClient(admin, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database
       where starts_with(datname, $1) and datname <> $2
         and shobj_description(oid, 'pg_database')::timestamptz < now() - $3::interval`,
      [PREFIX, current, maxAge],
    );
    for (const { datname } of rows) await client.query(`drop database if exists ${datname}`);
  });
}
