import type { Server } from 'node:http';
import type { Logger } from './logger';
import type { Readiness } from './readiness';

export interface ShutdownSteps {
  server: Server;
  readiness: Readiness;
  /** Ends WebSocket and socket.io connections: the server waits for them too, and they have no request to finish. */
  closeSockets: () => Promise<void>;
  /** Stops what the application runs in the background and lets go of the database. */
  closeApp: () => Promise<void>;
}

const DEADLINE_MS = 10_000;
const IDLE_SWEEP_MS = 50;

/**
 * Readiness turns 503, the server stops accepting, running requests finish (within the deadline), sockets close, and
 * the application closes last.
 */
export async function shutDown(steps: ShutdownSteps, deadlineMs = DEADLINE_MS): Promise<void> {
  const { server, readiness } = steps;
  readiness.drain();
  const drained = stopAccepting(server);
  try {
    await within(deadlineMs, Promise.all([drained, steps.closeSockets()]));
  } finally {
    server.closeAllConnections();
    await within(deadlineMs, steps.closeApp());
  }
}

/** Resolves when every connection has ended. */
function stopAccepting(server: Server): Promise<void> {
  // A busy keep-alive connection is told to end with its current answer, an idle one is cut.
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  sweep.unref();
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
  });
}

async function within(deadlineMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, deadlineMs);
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs the shutdown on the first SIGTERM or SIGINT and ends the process. Further signals change nothing: npm repeats
 * the one that a terminal has already sent to the whole group, and the deadlines bound the wait.
 */
export function shutDownOnSignal(steps: ShutdownSteps, logger: Logger): void {
  let started = false;
  const begin = (signal: NodeJS.Signals) => {
    if (started) return;
    started = true;
    logger.info(`${signal}: shutting down`);
    shutDown(steps).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'The shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', begin);
  process.on('SIGINT', begin);
}
