import { Transactions } from '@app/database';
import { Periodic } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { JobDelivery } from './delivery/job-delivery';
import { JobHandlers } from './job-handlers';
import { JobQueue } from './job-queue';
import { JobRecorder } from './job-recorder';
import { JobRunner } from './job-runner';
import { JobUpkeep } from './job-upkeep';
import { JobsConfig } from './jobs.options';

const PRUNE_EVERY_MS = 600_000;

/** Sees to it that every queued job is delivered, every lost one queued again, and old ones are deleted. */
@Injectable()
export class JobSweep {
  private readonly logger = new Logger('Jobs');
  private readonly rounds: Periodic;
  private prunedAt = -Infinity;
  private lastTrouble = '';

  constructor(
    private readonly config: JobsConfig,
    private readonly handlers: JobHandlers,
    private readonly upkeep: JobUpkeep,
    private readonly queue: JobQueue,
    private readonly runner: JobRunner,
    private readonly recorder: JobRecorder,
    private readonly delivery: JobDelivery,
    private readonly transactions: Transactions,
  ) {
    this.rounds = new Periodic(
      config.timings.sweep,
      () => this.round(),
      (error) => this.report(error),
    );
  }

  start(): void {
    this.rounds.start();
    this.rounds.runNow();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  private async round(): Promise<void> {
    const { kinds } = this.handlers;
    if (kinds.length === 0) return;
    await this.requeueLost();
    for (const ticket of await this.upkeep.undelivered(this.config.timings.redeliverAfter, kinds)) {
      await this.queue.deliver(ticket);
    }
    await this.delivery.consume((id) => this.runner.run(id), this.config.concurrency);
    await this.prune();
    this.lastTrouble = '';
  }

  private async requeueLost(): Promise<void> {
    await this.transactions.run(async () => {
      for (const row of await this.upkeep.requeueLost(this.config.timings.lostAfter)) await this.recorder.requeued(row);
    });
  }

  private async prune(): Promise<void> {
    if (performance.now() - this.prunedAt < PRUNE_EVERY_MS) return;
    await this.upkeep.prune();
    this.prunedAt = performance.now();
  }

  /** The same trouble is told once, not every round. */
  private report(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    if (text !== this.lastTrouble) this.logger.error(`Jobs are held up: ${text}`);
    this.lastTrouble = text;
  }
}
