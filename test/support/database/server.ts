import { Client } from 'pg';

/** Set by the global setup for the workers; everything below also works without it, where a server answers. */
const ADMIN_URL = 'SWITCHYARD_TEST_ADMIN_URL';
const LOCAL_SERVER = 'postgres://postgres@127.0.0.1:5432/postgres';
const CONNECT_TIMEOUT_MS = 1_000;

/** Runs `work` on a connection of its own to the database that `url` names. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function mayCreateDatabases(url: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ allowed: boolean }>(
        'select rolsuper or rolcreatedb as allowed from pg_roles where rolname = current_user',
      );
      return rows[0]?.allowed ?? false;
    });
  } catch {
    return false;
  }
}

/** The server that TEST_DATABASE_URL names (it must answer), else the usual local one; undefined when there is none. */
export async function findServer(): Promise<string | undefined> {
  const named = process.env.TEST_DATABASE_URL;
  if (named) return named;
  return (await mayCreateDatabases(LOCAL_SERVER)) ? LOCAL_SERVER : undefined;
}

export function announceServer(url: string): void {
  process.env[ADMIN_URL] = url;
}

/** The address of the server's maintenance database. */
export async function adminUrl(): Promise<string> {
  const url = process.env[ADMIN_URL] ?? (await findServer());
  if (!url) throw new Error('No PostgreSQL for tests: run jest with test/support/database/global-setup.ts');
  return url;
}

export function databaseUrl(admin: string, database: string): string {
  const url = new URL(admin);
  url.pathname = `/${database}`;
  return url.href;
}
