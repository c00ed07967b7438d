import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Transactions } from '@app/database';
import { JobQueue, JobSchedules, scheduleKeyOf } from '@app/jobs';
import { Clock, systemActor } from '@app/kernel';
import { AppConfig } from '../../../../config';
import { UnifiController } from '../controller';
import { MINUTE_MS } from './interval';
import { takeSnapshots } from './snapshot-round';
import { SnapshotsRepository } from './snapshots.repository';

/** Servers that start together do not ask together; and sites are taken over first. */
const FIRST_DELAY_MS = { least: 1_000, most: 5_000 };

/** When rounds of snapshots begin: at every interval, and soon after the start where there is nothing as young as one. */
@Injectable()
export class SnapshotSchedule implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('UniFi');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly schedules: JobSchedules,
    private readonly queue: JobQueue,
    private readonly snapshots: SnapshotsRepository,
    private readonly transactions: Transactions,
    private readonly controller: UnifiController,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    if (this.takesSnapshots) this.schedules.every(takeSnapshots, this.intervalMs, {});
  }

  onApplicationBootstrap(): void {
    if (!this.takesSnapshots) return;
    const { least, most } = FIRST_DELAY_MS;
    this.timer = setTimeout(() => void this.begin(), least + Math.random() * (most - least)).unref();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  /** Begins a round, unless there are snapshots as young as an interval or a round is under way. */
  async begin(): Promise<void> {
    if (!this.takesSnapshots) return;
    try {
      if (await this.snapshots.anySince(new Date(this.clock.now().getTime() - this.intervalMs))) return;
      const flightKey = scheduleKeyOf(takeSnapshots);
      await this.transactions.run(() => this.queue.tryEnqueue(systemActor(), takeSnapshots.kind, {}, { flightKey }));
    } catch (error) {
      this.logger.warn(`The first snapshots are late: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private get takesSnapshots(): boolean {
    return this.intervalMs > 0 && this.controller.configured;
  }

  private get intervalMs(): number {
    return this.config.unifiRounds.snapshotMinutes * MINUTE_MS;
  }
}
