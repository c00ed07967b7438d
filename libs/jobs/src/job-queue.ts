import { Transactions } from '@app/database';
import type { Actor } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import type { JobDefinition } from './job-definition';
import { JobDelivery } from './delivery/job-delivery';
import type { JobTicket } from './delivery/job-delivery';
import { JobRecorder } from './job-recorder';
import type { JobProgress, JobRow } from './job-row';
import { JobRunner } from './job-runner';
import { JobStore } from './job-store';
import { JobUpkeep } from './job-upkeep';
import { JobError } from './job.errors';

export interface EnqueueOptions {
  /** One job at a time may be queued or running under this name, e.g. `key.rotation`. */
  readonly flightKey?: string;
  /** What watchers see before the first report, e.g. how much there is to do. */
  readonly progress?: JobProgress;
}

/** Starts and stops jobs. */
@Injectable()
export class JobQueue {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly store: JobStore,
    private readonly upkeep: JobUpkeep,
    private readonly delivery: JobDelivery,
    private readonly runner: JobRunner,
    private readonly recorder: JobRecorder,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Writes a job and its audit row in the running transaction, or in one of its own; it is run once that has committed.
   * Whether the actor may start it is for the caller to decide.
   * @throws 409 `job.alreadyRunning` with the `id` of the job that holds the flight key
   */
  async enqueue<Input extends object>(
    actor: Actor,
    definition: JobDefinition<Input, object, object>,
    input: NoInfer<Input>,
    options: EnqueueOptions = {},
  ): Promise<JobRow> {
    return this.transactions.run(async () => {
      const row = await this.tryEnqueue(actor, definition.kind, input, options);
      if (row) return row;
      throw JobError.alreadyRunning({ id: options.flightKey && (await this.store.holderOf(options.flightKey)) });
    });
  }

  /** The same inside a running transaction. @returns undefined when the flight key is held */
  async tryEnqueue(actor: Actor, kind: string, input: object, options: EnqueueOptions): Promise<JobRow | undefined> {
    const row = await this.store.insert(actor, { kind, input, ...options });
    if (!row) return undefined;
    await this.recorder.started(actor, row);
    // Nobody waits for the delivery: the job is safe, and what stays undelivered is found by the sweep.
    this.transactions.afterCommit(() => void this.deliver({ id: row.id, round: row.attempts }));
    return row;
  }

  /**
   * Cancels a queued job at once; a running one stops at its next report. Asking twice is no failure.
   * @throws 409 `job.finished`
   */
  async cancel(actor: Actor, id: string): Promise<JobRow> {
    const row = await this.transactions.run(async () => {
      const asked = await this.store.requestCancel(id);
      if (!asked) throw JobError.finished({ id });
      await this.recorder.cancelRequested(actor, asked);
      return asked;
    });
    this.runner.cancel(id);
    return row;
  }

  async deliver(ticket: JobTicket): Promise<void> {
    try {
      await this.delivery.deliver(ticket);
      await this.upkeep.markDelivered(ticket);
    } catch (error) {
      this.logger.warn(`Job ${ticket.id} is delivered later: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }
}
