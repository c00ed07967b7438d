import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries';
import { programEnvironment } from './cluster';
import type { ClusterPaths } from './cluster';
import { freePort } from './free-port';
import { removeStaleLock } from './postmaster';
import type { Postmaster } from './postmaster';
import type { RunAs } from './run-as';

const RETRY_MS = 15_000;
const RETRY_DELAY_MS = 100;

/** What the log says when waiting may help: a predecessor that is still dying, a port that was taken meanwhile. */
const PASSING_TROUBLE = /lock file|shared memory block|could not bind/;

/** For a small box that also runs the product. Durability stays as PostgreSQL ships it. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  jit: 'off',
  // No replicas here: leaner WAL.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // A failed statement is reported to its client; written to the log it would take its values along, secrets included.
  log_min_messages: 'fatal',
};

export type ServerSettings = Readonly<Record<string, string>>;

interface Launch {
  binaries: Binaries;
  paths: ClusterPaths;
  runAs: RunAs;
  settings: ServerSettings;
}

/**
 * Starts PostgreSQL as a process that outlives this one, and answers when it accepts connections. Right after a kill its
 * predecessor's memory may still be held by dying backends, so it tries again for a while.
 */
export async function launch(options: Launch, accepts: (port: number) => Promise<boolean>): Promise<Postmaster> {
  const deadline = Date.now() + RETRY_MS;
  for (;;) {
    await removeStaleLock(options.paths.cluster);
    const started = await tryLaunch(options, accepts);
    if (started) return started;
    const reason = await readFile(options.paths.log, 'utf8');
    if (!PASSING_TROUBLE.test(reason) || Date.now() > deadline) {
      throw new Error(`The embedded PostgreSQL does not start:\n${reason}`);
    }
    await delay(RETRY_DELAY_MS);
  }
}

async function tryLaunch(
  { binaries, paths, runAs, settings }: Launch,
  accepts: (port: number) => Promise<boolean>,
): Promise<Postmaster | undefined> {
  const port = await freePort();
  const configured = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const log = await open(paths.log, 'w', 0o600);
  try {
    const child = runAs.spawn(binaries.postgres, ['-D', paths.cluster, '-p', String(port), ...configured], {
      cwd: paths.root,
      env: programEnvironment(binaries, paths),
      stdio: ['ignore', log.fd, log.fd],
      // A process group of its own: Ctrl-C on the terminal must not stop it under the running application.
      detached: true,
    });
    child.unref();
    const exit = once(child, 'exit');
    exit.catch(() => undefined);
    while (child.exitCode === null && child.signalCode === null)
      if (await accepts(port)) return { pid: child.pid ?? 0, port };
    await exit;
    return undefined;
  } finally {
    await log.close();
  }
}
