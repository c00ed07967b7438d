import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { defineJob, JobEvents, JobHandlers, JobSchedules, type JobChange } from '@app/jobs';
import type { Subscription } from 'rxjs';
import { exportJob, importJob } from './transfer.definitions';
import { TransferStore } from './transfer-store';

const sweepTransfers = defineJob('credential.transfer-sweep');
const EVERY_MS = 60_000;
const ENDS: readonly string[] = ['succeeded', 'failed', 'cancelled'];
const KINDS: readonly string[] = [importJob.kind, exportJob.kind];

/** Sees to it that no text stays longer than it is needed: at once when a job ends here, else within a minute. */
@Injectable()
export class TransferSweep implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Transfers');
  private subscription?: Subscription;
  private readonly endings = new Set<Promise<void>>();

  constructor(
    private readonly store: TransferStore,
    private readonly events: JobEvents,
    private readonly handlers: JobHandlers,
    private readonly schedules: JobSchedules,
  ) {}

  onModuleInit(): void {
    this.subscription = this.events.stream.subscribe((change) => this.follow(change));
    this.handlers.register(sweepTransfers, async () => {
      await this.store.sweep();
      return {};
    });
    this.schedules.every(sweepTransfers, EVERY_MS, {});
  }

  async onModuleDestroy(): Promise<void> {
    this.subscription?.unsubscribe();
    await Promise.all(this.endings);
  }

  private follow({ id, kind, state }: JobChange): void {
    if (!KINDS.includes(kind) || !ENDS.includes(state)) return;
    const ending = this.store
      .end(id, state === 'succeeded')
      .catch((error: unknown) => this.logger.warn(`What job ${id} left is swept later: ${String(error)}`))
      .finally(() => this.endings.delete(ending));
    this.endings.add(ending);
  }
}
