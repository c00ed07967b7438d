import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '@app/database';
import { defineJob, JobEvents, JobHandlers, JobQueue, scheduleKeyOf, type JobRun } from '@app/jobs';
import { systemActor } from '@app/kernel';
import type { Subscription } from 'rxjs';
import { Syncs, type AnnouncedResource } from '../sync';
import { HintsRepository } from './hints.repository';

interface Reading {
  readonly read: number;
}

type Run = JobRun<Record<string, never>, Record<string, never>>;

const READ_HINTED = defineJob<Record<string, never>, Record<string, never>, Reading>('connectwise.read-hinted');
/** Records of one call and one transaction. */
const AT_A_TIME = 100;

/**
 * Reads what ConnectWise has told of, in one job for everything that waits: many hints of a record that come while one is
 * read cost one more reading, not many.
 */
@Injectable()
export class HintedRecords implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Callbacks');
  private watching?: Subscription;

  constructor(
    private readonly hints: HintsRepository,
    private readonly syncs: Syncs,
    private readonly handlers: JobHandlers,
    private readonly events: JobEvents,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
  ) {}

  onModuleInit(): void {
    this.handlers.register(READ_HINTED, (run) => this.readAll(run));
    // A hint that came when the job had just looked for the last time found it running and did not start another.
    this.watching = this.events.stream.subscribe(({ kind, state }) => {
      if (kind === READ_HINTED.kind && state === 'succeeded') void this.goOn();
    });
  }

  onModuleDestroy(): void {
    this.watching?.unsubscribe();
  }

  /** Has the record read soon. The hint is committed before the job is looked for, which therefore cannot miss it. */
  async hear(resource: string, cwId: number): Promise<void> {
    await this.hints.keep(resource, cwId);
    await this.start();
  }

  /** Starts the job where hints wait, such as those of a run that failed. Never throws. */
  async goOn(): Promise<void> {
    try {
      if (await this.hints.waiting()) await this.start();
    } catch (error) {
      this.logger.warn(`Hints wait for the next one: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  private async start(): Promise<void> {
    const options = { flightKey: scheduleKeyOf(READ_HINTED) };
    await this.transactions.run(() => this.queue.tryEnqueue(systemActor(), READ_HINTED.kind, {}, options));
  }

  /** Trouble with one resource does not keep the others. */
  private async readAll(run: Run): Promise<Reading> {
    const { announced } = this.syncs;
    await this.hints.forget(announced.map(({ name }) => name));
    let read = 0;
    const failures: unknown[] = [];
    for (const resource of announced) {
      try {
        for await (const count of this.readEach(resource, run)) {
          read += count;
          await run.report({ done: read, total: null });
        }
      } catch (error) {
        run.signal.throwIfAborted();
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return { read };
  }

  private async *readEach({ name, refresh }: AnnouncedResource, { signal }: Run): AsyncGenerator<number> {
    for (;;) {
      const hints = await this.hints.next(name, AT_A_TIME);
      if (hints.length === 0) return;
      await refresh(
        hints.map(({ cwId }) => cwId),
        signal,
      );
      await this.hints.settle(name, hints);
      yield hints.length;
    }
  }
}
