import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CryptoError } from './crypto.errors';

/** Hashes `password` at a cost, or compares it with what is stored. */
export type PasswordTask =
  { readonly password: string; readonly cost: object } | { readonly password: string; readonly stored: string };

type Reply = { readonly value: unknown } | { readonly failure: string };

const SCRIPT = join(__dirname, 'password-worker.mjs');

/**
 * A thread that works on passwords, one at a time. It starts with the first task, is replaced after a crash, and keeps
 * the process alive only while it works.
 */
export class PasswordThread {
  #worker?: Worker;

  /** @throws 503 `crypto.interrupted` when the thread ends before it is done */
  async run<Result extends string | boolean>(task: PasswordTask): Promise<Result> {
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    try {
      return (await replyOf(worker, task)) as Result;
    } finally {
      worker.unref();
    }
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(SCRIPT);
    const forget = () => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    // Whoever waits for it hears of it too; without a listener here an error would end the process.
    return worker.on('error', forget).on('exit', forget);
  }
}

function replyOf(worker: Worker, task: PasswordTask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void) => {
      worker.off('message', onReply).off('error', onEnd).off('exit', onEnd);
      outcome();
    };
    const onReply = (reply: Reply) =>
      settle(() => ('failure' in reply ? reject(new Error(reply.failure)) : resolve(reply.value)));
    const onEnd = () => settle(() => reject(CryptoError.interrupted()));
    worker.on('message', onReply).on('error', onEnd).on('exit', onEnd);
    worker.postMessage(task);
  });
}
