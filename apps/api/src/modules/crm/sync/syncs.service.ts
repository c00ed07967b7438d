import { Injectable } from '@nestjs/common';
import { JobHandlers, JobQueue, JobSchedules, scheduleKeyOf, type JobRow } from '@app/jobs';
import { Clock, type Actor } from '@app/kernel';
import { AppConfig } from '../../../config';
import { ConnectWise, ConnectWiseError } from '../connectwise';
import { RecordRefresh } from './record-refresh';
import type { SyncResource } from './sync-resource';
import { syncJobOf, type SyncMode, type SyncRunRecord } from './sync-run';
import { SyncRunner } from './sync-runner';
import { SyncError } from './sync.errors';
import { SyncsRepository, type SyncRow } from './syncs.repository';

export interface SyncOverview {
  readonly resource: string;
  readonly title: string;
  readonly intervalMinutes: number | null;
  readonly nextRunAt: Date | null;
  readonly lastCompletedAt: Date | null;
  readonly lastFullAt: Date | null;
  /** Of how many records something is still to be fetched. */
  readonly pending: number;
  readonly lastRun: SyncRunRecord | null;
}

interface Registered {
  readonly title: string;
  readonly job: ReturnType<typeof syncJobOf>;
  readonly callbackType?: string;
  readonly refresh: (ids: readonly number[], signal: AbortSignal) => Promise<void>;
  readonly pending: () => Promise<number>;
}

/** A resource of whose changes ConnectWise can tell. */
export interface AnnouncedResource {
  readonly name: string;
  readonly callbackType: string;
  /** Brings records up to date, and marks those that are gone. */
  readonly refresh: (ids: readonly number[], signal: AbortSignal) => Promise<void>;
}

const MINUTE_MS = 60_000;

/** What is synced: features register it, people start it, the clock does so by itself. */
@Injectable()
export class Syncs {
  private readonly resources = new Map<string, Registered>();

  constructor(
    private readonly handlers: JobHandlers,
    private readonly schedules: JobSchedules,
    private readonly queue: JobQueue,
    private readonly runner: SyncRunner,
    private readonly records: RecordRefresh,
    private readonly repository: SyncsRepository,
    private readonly connectWise: ConnectWise,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Called in `onModuleInit`. */
  register<T extends { readonly id: number }>(resource: SyncResource<T>): void {
    const { name, title, callbackType } = resource;
    const job = syncJobOf(name);
    const refresh: Registered['refresh'] = (ids, signal) => this.records.refresh(resource, ids, signal);
    const pending = async () => (await resource.pending?.()) ?? 0;
    this.resources.set(name, { title, job, callbackType, refresh, pending });
    this.handlers.register(job, (run) => this.runner.run(resource, run));
    if (this.intervalMs !== null) this.schedules.every(job, this.intervalMs, {});
  }

  /** @throws 404 for an unknown resource, 409 while one runs, 503 without a ConnectWise */
  async start(actor: Actor, name: string, mode: SyncMode = 'incremental'): Promise<JobRow> {
    const found = this.resources.get(name);
    if (!found) throw SyncError.unknownResource({ resource: name });
    if (!this.connectWise.configured) throw ConnectWiseError.notConfigured();
    return this.queue.enqueue(actor, found.job, { mode }, { flightKey: scheduleKeyOf(found.job) });
  }

  async list(): Promise<SyncOverview[]> {
    const rows = new Map((await this.repository.all()).map((row) => [row.resource, row]));
    const names = [...this.resources].sort(([one], [other]) => (one < other ? -1 : 1));
    const overviews = names.map(async ([resource, { title, pending }]) => {
      const row = rows.get(resource);
      return {
        ...{ resource, title, intervalMinutes: this.intervalMs === null ? null : this.config.syncMinutes },
        ...{ nextRunAt: this.nextRunAt, lastCompletedAt: row?.lastCompletedAt ?? null },
        ...{ lastFullAt: row?.lastFullAt ?? null, lastRun: row ? lastRunOf(row) : null },
        pending: await pending(),
      };
    });
    return Promise.all(overviews);
  }

  /** What has been registered by now. */
  get announced(): AnnouncedResource[] {
    return [...this.resources].flatMap(([name, { callbackType, refresh }]) =>
      callbackType === undefined ? [] : [{ name, callbackType, refresh }],
    );
  }

  private get intervalMs(): number | null {
    const { syncMinutes } = this.config;
    return syncMinutes > 0 && this.connectWise.configured ? syncMinutes * MINUTE_MS : null;
  }

  /** Schedules count their intervals from 1970. */
  private get nextRunAt(): Date | null {
    const { intervalMs } = this;
    if (intervalMs === null) return null;
    return new Date((Math.floor(this.clock.now().getTime() / intervalMs) + 1) * intervalMs);
  }
}

/** Of a run that goes on, what it has done by now; a job that ended without a word has the last one. */
function lastRunOf({ lastRun, jobState, jobError, jobEndedAt, checkpoint }: SyncRow): SyncRunRecord | null {
  if (lastRun?.state !== 'running') return lastRun;
  const { counts, problems } = checkpoint ?? lastRun;
  if (jobState !== 'failed' && jobState !== 'cancelled') return { ...lastRun, counts, problems };
  const finishedAt = jobEndedAt?.toISOString() ?? null;
  return { ...lastRun, counts, problems, state: jobState, error: jobError, finishedAt };
}
