import { Redis } from 'ioredis';
import type { Broker, BrokerEvents, Parcel } from './broker';
import { QUEUE_NAME, queueOptions, workerOptions } from './broker';

/** ioredis prefixes keys by itself, which BullMQ's scripts do not bear: they take the prefix as an argument. */
function withoutPrefix(url: string): { address: string; prefix: string } {
  const address = new URL(url);
  const prefix = `${address.searchParams.get('keyPrefix') ?? 'switchyard:'}bullmq`;
  address.searchParams.delete('keyPrefix');
  return { address: address.toString(), prefix };
}

/** BullMQ in Redis. A delivery fails soon when Redis is away; the worker waits for it. */
export async function openRedisBroker(url: string, { onTrouble }: BrokerEvents): Promise<Broker> {
  const { Queue, Worker } = await import('bullmq');
  const { address, prefix } = withoutPrefix(url);
  const connect = (maxRetriesPerRequest: number | null): Redis =>
    new Redis(address, { maxRetriesPerRequest }).on('error', onTrouble);
  const connection = connect(1);
  const connections = [connection];
  const queue = new Queue<Parcel>(QUEUE_NAME, { ...queueOptions, prefix, connection, skipWaitingForReady: true });
  queue.on('error', onTrouble);
  return {
    queue,
    work: async (process, concurrency) => {
      const own = connect(null);
      connections.push(own);
      const options = { ...workerOptions, prefix, concurrency, connection: own };
      return new Worker<Parcel>(QUEUE_NAME, process, options).on('error', onTrouble);
    },
    disconnect: async () => connections.forEach((open) => open.disconnect()),
  };
}
