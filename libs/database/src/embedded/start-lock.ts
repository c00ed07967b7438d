import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;
const TIMEOUT_MS = 120_000;

/**
 * Runs `work` while no other process does so for the same directory. The lock is an abstract socket name (Linux): taken
 * atomically and given back by the kernel however the process ends, so that it can never be left behind.
 */
export async function withStartLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const server = await acquire(`\0switchyard-${createHash('sha256').update(directory).digest('hex')}`);
  try {
    return await work();
  } finally {
    server.close();
    await once(server, 'close');
  }
}

async function acquire(path: string): Promise<Server> {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const server = createServer((socket) => socket.destroy());
    try {
      server.listen({ path });
      await once(server, 'listening');
      return server;
    } catch (error) {
      if (!isTaken(error)) throw error;
      if (Date.now() > deadline) {
        throw new Error('Another process has been starting the embedded PostgreSQL for too long', { cause: error });
      }
      await delay(POLL_MS);
    }
  }
}

const isTaken = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
