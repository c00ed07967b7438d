import type { Job } from 'bullmq';

export interface Parcel {
  readonly id: string;
}

/** The part of a BullMQ queue that delivers. */
export interface ParcelQueue {
  add(name: string, data: Parcel, options: { jobId: string }): Promise<unknown>;
  close(): Promise<void>;
}

/** The part of a BullMQ worker that takes. */
export interface ParcelWorker {
  close(): Promise<void>;
}

export interface BrokerEvents {
  /** Connections come and go; BullMQ goes on by itself. */
  readonly onTrouble: (error: Error) => void;
}

/** BullMQ with its connections. The package is large: it is loaded when one is opened. */
export interface Broker {
  readonly queue: ParcelQueue;
  work(process: (parcel: Job<Parcel>) => Promise<void>, concurrency: number): Promise<ParcelWorker>;
  /** After the queue and the worker are closed. */
  readonly disconnect: () => Promise<void>;
}

export const QUEUE_NAME = 'jobs';

/** Nothing is kept of a delivery that was run: the product has its own table. */
export const queueOptions = {
  defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
  streams: { events: { maxLen: 100 } },
};

/**
 * An idle worker asks once a minute, and is woken when something comes. After a lost connection it tries again soon, and
 * a parcel whose worker is gone is found within half a minute.
 */
export const workerOptions = { drainDelay: 60, runRetryDelay: 1_000, lockDuration: 15_000, stalledInterval: 15_000 };
