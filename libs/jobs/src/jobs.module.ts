import { Database } from '@app/database';
import { Global, Injectable, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Broker, BrokerEvents } from './delivery/broker';
import { BullmqDelivery } from './delivery/bullmq-delivery';
import { JobDelivery } from './delivery/job-delivery';
import { openPostgresBroker } from './delivery/postgres-broker';
import { openRedisBroker } from './delivery/redis-broker';
import { JobEvents } from './job-events';
import { JobHandlers } from './job-handlers';
import { JobAudit } from './job-ports';
import { JobQueue } from './job-queue';
import { JobRecorder } from './job-recorder';
import { JobRunner } from './job-runner';
import { JobSchedules } from './job-schedules';
import { JobStore } from './job-store';
import { JobSweep } from './job-sweep';
import { JobUpkeep } from './job-upkeep';
import { JobsConfig } from './jobs.options';
import type { JobsOptions } from './jobs.options';

const open =
  (redisUrl: string | undefined, databaseUrl: string) =>
  (events: BrokerEvents): Promise<Broker> =>
    redisUrl === undefined ? openPostgresBroker(databaseUrl, events) : openRedisBroker(redisUrl, events);

const urlOf = ({ dataSource: { options } }: Database): string => {
  if (options.type !== 'postgres' || options.url === undefined) throw new Error('Jobs need the address of PostgreSQL');
  return options.url;
};

/** Begins when the application serves, ends before its database closes. */
@Injectable()
class JobsLifecycle implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly config: JobsConfig,
    private readonly sweep: JobSweep,
    private readonly schedules: JobSchedules,
    private readonly runner: JobRunner,
    private readonly delivery: JobDelivery,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.runsJobs) return;
    this.sweep.start();
    this.schedules.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.schedules.stop(), this.sweep.stop()]);
    await this.runner.stop();
    await this.delivery.close();
  }
}

/**
 * Provides {@link JobQueue}, {@link JobHandlers}, {@link JobSchedules} and {@link JobEvents} everywhere. Needs
 * `DatabaseModule`, `Broadcast`, the audit writer of `options.audit` and, somewhere in the application, a provider `JobPermissions`.
 */
@Global()
@Module({})
export class JobsModule {
  static forRoot(options: JobsOptions): DynamicModule {
    return {
      module: JobsModule,
      providers: [
        { provide: JobsConfig, useValue: new JobsConfig(options) },
        { provide: JobAudit, useExisting: options.audit },
        {
          provide: JobDelivery,
          useFactory: (config: JobsConfig, database: Database) =>
            new BullmqDelivery(open(config.redisUrl, urlOf(database))),
          inject: [JobsConfig, Database],
        },
        ...[JobStore, JobUpkeep, JobEvents, JobHandlers, JobRecorder, JobRunner, JobQueue],
        ...[JobSweep, JobSchedules, JobsLifecycle],
      ],
      exports: [JobQueue, JobHandlers, JobSchedules, JobEvents],
    };
  }
}
