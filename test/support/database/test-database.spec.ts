import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client } from 'pg';
import { adminUrl, withClient } from './server';
import { ensureTemplate } from './template';
import { createTestDatabase, dropLeftovers } from './test-database';

const names = async (pattern: string): Promise<string[]> =>
  withClient(await adminUrl(), async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where datname ~ $1 order by 1',
      [pattern],
    );
    return rows.map(({ datname }) => datname);
  });

describe('createTestDatabase', () => {
  it('gives each caller a migrated, empty database of his own', async () => {
    const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(first.url).not.toBe(second.url);
    await withClient(first.url, (client) =>
      client.query(`insert into roles (id, title, moniker) values ('c1', 'One', 'one')`),
    );
    const { rows } = await withClient(second.url, (client) => client.query('select * from roles'));
    expect(rows).toEqual([]);
    await Promise.all([first.drop(), second.drop()]);
  });

  it('drops a database that still has connections', async () => {
    const database = await createTestDatabase();
    const client = new Client(database.url);
    const lost = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await database.drop();
    await expect(lost).resolves.toBeInstanceOf(Error);
    const name = new URL(database.url).pathname.slice(1);
    expect(await names(`^${name}$`)).toEqual([]);
  });

  it('makes one template although several processes ask for it at once', async () => {
    const admin = await adminUrl();
    const name = `switchyard_template_spec_${process.pid}`;
    try {
      await Promise.all([1, 2, 3].map(() => ensureTemplate(admin, name)));
      expect(await names(`^${name}`)).toEqual([name]);
    } finally {
      await withClient(admin, (client) => client.query(`drop database if exists ${name}`));
    }
  });

  it('drops what a killed test process left behind, and nothing else', async () => {
    const admin = await adminUrl();
    const database = await createTestDatabase();
    const kept = new URL(database.url).pathname.slice(1);
    const killed = spawn(process.execPath, ['-e', '']);
    await once(killed, 'exit');
    const left = kept.replace(`_${process.pid}_`, `_${killed.pid}_`);
    await withClient(admin, (client) => client.query(`create database ${left}`));

    await dropLeftovers(admin);

    expect(await names(`^(${left}|${kept})$`)).toEqual([kept]);
    await database.drop();
  });
});
