import { chmod, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { silentLog } from '../database-options';
import type { DatabaseLog } from '../database-options';
import { findBinaries, linkLibraries } from './binaries';
import type { Binaries } from './binaries';
import { ROLE, clusterPassword, clusterPaths, ensureCluster } from './cluster';
import type { ClusterPaths } from './cluster';
import { launch } from './launch';
import type { ServerSettings } from './launch';
import { findPostmaster, stopPostmaster } from './postmaster';
import type { Postmaster } from './postmaster';
import { isRunning, processIdentity } from './process-identity';
import { RunAs } from './run-as';
import { withStartLock } from './start-lock';

const POLL_MS = 20;
const CONNECT_TIMEOUT_MS = 2_000;
const ATTACH_TIMEOUT_MS = 60_000;

export interface EmbeddedOptions {
  /** The product's data directory; made when missing. */
  dataDir: string;
  log?: DatabaseLog;
  /** Server settings on top of ours, e.g. `fsync: 'off'` for tests. */
  settings?: ServerSettings;
  binaries?: Binaries;
  runAs?: RunAs;
}

/** A running embedded server. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  /** True when the server was running already, left by a killed process or owned by a live one. */
  readonly attached: boolean;
  /** Stops the server (fast shutdown), unless another live process started it. */
  stop(): Promise<void>;
}

const addressOf = (port: number, password: string, database: string): string =>
  `postgres://${ROLE}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Makes the server of a data directory available: attaches to the one that runs already, else starts it, making its
 * cluster first when there is none. Reachable from 127.0.0.1 with a generated password only.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDir, { recursive: true });
  const dataDir = await realpath(options.dataDir);
  const paths = clusterPaths(dataDir);
  await mkdir(paths.root, { recursive: true });
  await chmod(paths.root, 0o711);
  return withStartLock(paths.root, async () => {
    const password = await clusterPassword(paths);
    const running = await attach(paths, password);
    const server = running ?? (await start(options, paths, password));
    await ensureDatabase(addressOf(server.port, password, 'postgres'));
    (options.log ?? silentLog).info(`${running ? 'Attached to' : 'Started'} the embedded PostgreSQL in ${paths.root}`);
    await takeOver(paths, running !== undefined);
    return {
      ...server,
      url: addressOf(server.port, password, ROLE),
      attached: running !== undefined,
      stop: () => withStartLock(paths.root, () => stop(paths, server.pid)),
    };
  });
}

/** Waits for a server that is just starting, or is recovering or stopping; undefined when none is left to attach to. */
async function attach(paths: ClusterPaths, password: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + ATTACH_TIMEOUT_MS;
  for (;;) {
    const found = await findPostmaster(paths.cluster);
    if (!found) return undefined;
    const { pid, port } = found;
    if (port && (await accepts(addressOf(port, password, 'postgres')))) return { pid, port };
    if (Date.now() > deadline) {
      throw new Error(`The embedded PostgreSQL (process ${pid}) in ${paths.root} does not accept connections`);
    }
    await delay(POLL_MS);
  }
}

async function start(options: EmbeddedOptions, paths: ClusterPaths, password: string): Promise<Postmaster> {
  const binaries = options.binaries ?? findBinaries();
  const runAs = options.runAs ?? (await RunAs.choose());
  await runAs.assertReach(paths.cluster, binaries.postgres);
  await linkLibraries(binaries, paths.libraries);
  const log = options.log ?? silentLog;
  if (await ensureCluster(binaries, paths, runAs)) log.info(`Made a database cluster in ${paths.root}`);
  return launch({ binaries, paths, runAs, settings: options.settings ?? {} }, (port) =>
    accepts(addressOf(port, password, 'postgres')),
  );
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function accepts(url: string): Promise<boolean> {
  try {
    return await withClient(url, () => Promise.resolve(true));
  } catch {
    await delay(POLL_MS);
    return false;
  }
}

const ensureDatabase = (adminUrl: string): Promise<void> =>
  withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [ROLE]);
    if (!rowCount) await client.query(`create database ${ROLE}`);
  });

/** Whoever started the server stops it; when that process was killed, the next one to attach is responsible for it. */
async function takeOver(paths: ClusterPaths, attached: boolean): Promise<void> {
  const owner = attached ? await readFile(paths.owner, 'utf8').catch(() => '') : '';
  if (owner && (await isRunning(owner))) return;
  await writeFile(paths.owner, (await processIdentity(process.pid)) ?? '', { mode: 0o600 });
}

async function stop(paths: ClusterPaths, pid: number): Promise<void> {
  const owner = await readFile(paths.owner, 'utf8').catch(() => '');
  if (owner !== (await processIdentity(process.pid))) return;
  await stopPostmaster(pid, paths.cluster);
  await rm(paths.owner, { force: true });
}
