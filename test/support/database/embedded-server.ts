import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@app/database';

/** Databases that live for one run need no durability. */
const FAST = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

let stopServer: (() => Promise<void>) | undefined;

/** Starts the embedded PostgreSQL of this test run and returns its maintenance address. */
export async function startTestServer(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-test-'));
  const server = await startEmbeddedPostgres({ dataDir, settings: FAST });
  stopServer = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return server.url;
}

/** Stops it again, if it was needed. */
export async function stopTestServer(): Promise<void> {
  await stopServer?.();
}
