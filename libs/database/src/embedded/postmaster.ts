import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;
const FAST_SHUTDOWN_MS = 30_000;
const PORT_LINE = 3;

/** A running PostgreSQL server of one cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const lockFile = (cluster: string): string => join(cluster, 'postmaster.pid');

async function readLock(cluster: string): Promise<Partial<Postmaster> | undefined> {
  const text = await readFile(lockFile(cluster), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  return { pid: Number.parseInt(lines[0] ?? '', 10), port: Number.parseInt(lines[PORT_LINE] ?? '', 10) || undefined };
}

/** A dead server's number may belong to another process by now, and a zombie has no command line any more. */
async function serves(pid: number, cluster: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.split('\0').includes(cluster);
}

/** The server that holds the cluster's lock and is alive; `port` is unknown for its first moments. */
export async function findPostmaster(cluster: string): Promise<(Partial<Postmaster> & { pid: number }) | undefined> {
  const lock = await readLock(cluster);
  if (!lock?.pid || !(await serves(lock.pid, cluster))) return undefined;
  return { ...lock, pid: lock.pid };
}

/**
 * Removes the lock of a server that was killed. PostgreSQL does so itself unless the process number is taken, by a
 * zombie or by a stranger; its check for orphaned backends goes by shared memory and still holds.
 */
export async function removeStaleLock(cluster: string): Promise<void> {
  if (!(await findPostmaster(cluster))) await rm(lockFile(cluster), { force: true });
}

/** Ends a server as `pg_ctl stop -m fast` does: clients are disconnected, everything is flushed. */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  if (!(await serves(pid, cluster))) return;
  process.kill(pid, 'SIGINT');
  if (await ended(pid, cluster, FAST_SHUTDOWN_MS)) return;
  process.kill(pid, 'SIGQUIT');
  await ended(pid, cluster, FAST_SHUTDOWN_MS);
}

async function ended(pid: number, cluster: string, timeout: number): Promise<boolean> {
  const deadline = Date.now() + timeout;
  while (await serves(pid, cluster)) {
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}
