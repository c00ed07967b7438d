import { once } from 'node:events';
import type { Server } from 'node:http';

/**
 * Connections that may wait to be accepted; the system bounds it further. With Node's 511 a burst of sign-ins fills the
 * queue, and then everybody's connections fail silently and are tried again a second later.
 */
const BACKLOG = 4096;

/** Resolves when the server listens. @throws when it cannot, such as for a port that is taken */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen({ port, host, backlog: BACKLOG });
  await once(server, 'listening');
}
