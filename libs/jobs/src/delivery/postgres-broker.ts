import type * as Bullmq from 'bullmq';
import { Pool } from 'pg';
import type { ClientBase } from 'pg';
import type { Broker, BrokerEvents, Parcel } from './broker';
import { QUEUE_NAME, queueOptions, workerOptions } from './broker';

const SCHEMA = 'bullmq';
const CONNECT_TIMEOUT_MS = 10_000;
/** One listens, the others run statements and are let go when idle. */
const MAX_CONNECTIONS = 3;
const IDLE_TIMEOUT_MS = 10_000;

/** BullMQ names its tables without their schema: each connection has to look there. The pool waits for that. */
const lookIntoSchema = (client: ClientBase): unknown => client.query(`set search_path to ${SCHEMA}`);

const openPool = (url: string, { onTrouble }: BrokerEvents): Pool => {
  const pool = new Pool({
    connectionString: url,
    onConnect: lookIntoSchema,
    max: MAX_CONNECTIONS,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    application_name: 'switchyard jobs',
  });
  return pool.on('error', onTrouble);
};

async function migrate(pool: Pool, { runMigrations }: typeof Bullmq): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
}

/** BullMQ in a schema of its own, on few connections: the queue and the worker share a pool. */
export async function openPostgresBroker(url: string, events: BrokerEvents): Promise<Broker> {
  const bullmq = await import('bullmq');
  const { Queue, Worker } = bullmq.withBackend(bullmq.createPostgresBackend);
  const pool = openPool(url, events);
  try {
    await migrate(pool, bullmq);
    const queue = new Queue<Parcel>(QUEUE_NAME, { ...queueOptions, connection: pool });
    queue.on('error', events.onTrouble);
    await queue.waitUntilReady();
    return {
      queue,
      async work(process, concurrency) {
        const worker = new Worker<Parcel>(QUEUE_NAME, process, { ...workerOptions, concurrency, connection: pool });
        worker.on('error', events.onTrouble);
        try {
          await worker.waitUntilReady();
          return worker;
        } catch (error) {
          await worker.close();
          throw error;
        }
      },
      disconnect: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
