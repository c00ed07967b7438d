import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { JobInterruptedError, type JobRun } from '@app/jobs';
import { Clock, DomainError } from '@app/kernel';
import { all, type Condition, ConnectWise, greater, greaterOrEqual, type ConnectWiseConnection } from '../connectwise';
import { readAhead } from './read-ahead';
import { SyncBatches } from './sync-batches';
import type { SyncResource } from './sync-resource';
import {
  NO_COUNTS,
  withProblems,
  type SyncCheckpoint,
  type SyncInput,
  type SyncResult,
  type SyncRunRecord,
} from './sync-run';
import { SyncsRepository } from './syncs.repository';

type Run = JobRun<SyncInput, SyncCheckpoint>;

const PAGE_SIZE = 500;
const DAY_MS = 86_400_000;
/** Clocks differ, and a change may become visible later than its stamp says: the last minutes are read once more. */
const OVERLAP_MS = 300_000;

/** One run: all pages of a resource, each kept together with the place to go on from. */
@Injectable()
export class SyncRunner {
  private readonly logger = new Logger('Sync');

  constructor(
    private readonly connectWise: ConnectWise,
    private readonly syncs: SyncsRepository,
    private readonly batches: SyncBatches,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run<T extends { readonly id: number }>(resource: SyncResource<T>, run: Run): Promise<SyncResult> {
    const ended = run.checkpoint && (await this.takeUp(resource.name, run, run.checkpoint));
    if (ended) return ended.counts;
    const start = run.checkpoint ?? (await this.begin(resource, run));
    try {
      const connection = await this.connectWise.connection();
      const read = await this.readAll(resource, run, connection, start);
      const completion = { connection, signal: run.signal, mode: read.mode };
      const place = withProblems(read, (await resource.complete?.(completion)) ?? []);
      await this.finish(resource, run, place);
      return place.counts;
    } catch (error) {
      await this.giveUp(resource, run, error);
      throw error;
    }
  }

  private async begin<T extends { readonly id: number }>({ name }: SyncResource<T>, run: Run): Promise<SyncCheckpoint> {
    const now = this.clock.now();
    const state = await this.syncs.find(name);
    const isFullDue = !state?.lastFullAt || now.getTime() - state.lastFullAt.getTime() >= DAY_MS;
    const since = state?.watermark?.toISOString() ?? null;
    const mode = since === null || run.input.mode === 'full' || (!run.input.mode && isFullDue) ? 'full' : 'incremental';
    const place: SyncCheckpoint = {
      ...{ mode, since: mode === 'full' ? null : since, startedAt: now.toISOString() },
      ...{ after: 0, nameless: false, counts: NO_COUNTS, problems: [] },
    };
    await this.putOnRecord(name, run, place);
    return place;
  }

  /**
   * A run may have failed for want of the database and go on all the same; or it may have come to its end, and its
   * process to its own before the job had.
   * @returns what is on record of one that has nothing left to do
   */
  private async takeUp(name: string, run: Run, place: SyncCheckpoint): Promise<SyncRunRecord | null> {
    const last = (await this.syncs.find(name))?.lastRun;
    if (last?.jobId === run.id && last.state === 'succeeded') return last;
    await this.putOnRecord(name, run, place);
    return null;
  }

  private putOnRecord(name: string, run: Run, place: SyncCheckpoint): Promise<void> {
    return this.transactions.run(async () => {
      await this.syncs.saveRun(name, recordOf(run, place));
      await run.report({ done: place.counts.read, total: null }, place);
    });
  }

  private async readAll<T extends { readonly id: number }>(
    resource: SyncResource<T>,
    run: Run,
    { client }: ConnectWiseConnection,
    start: SyncCheckpoint,
  ): Promise<SyncCheckpoint> {
    const { source, pageSize = PAGE_SIZE } = resource;
    const options = { where: conditionOf(start), background: true, pageSize };
    const pages = readAhead((signal) => client.pages(source, { ...options, signal }), run.signal);
    let place = start;
    for await (const batch of pages) {
      place = await this.batches.keep(resource, run, batch, place);
    }
    return place.mode === 'full' ? this.batches.keepEnd(resource, run, place) : place;
  }

  /** Where the next run begins is where this one began, not where it ended: much may have changed meanwhile. */
  private async finish<T extends { readonly id: number }>(
    { name, title }: SyncResource<T>,
    run: Run,
    place: SyncCheckpoint,
  ): Promise<void> {
    const startedAt = new Date(place.startedAt);
    const { mode, counts } = place;
    await this.transactions.run(async () => {
      await this.syncs.saveRun(name, recordOf(run, place));
      await this.syncs.endRun(name, run.id, 'succeeded');
      const watermark = new Date(startedAt.getTime() - OVERLAP_MS);
      await this.syncs.complete(name, watermark, mode === 'full' ? startedAt : null);
      if (counts.created + counts.updated + counts.removed === 0) return;
      await this.audit.record(run.actor, {
        action: 'sync.complete',
        target: { type: 'sync', id: name, name: title },
        message: `${title} were synced from ConnectWise`,
        after: { jobId: run.id, mode, ...counts },
      });
    });
  }

  /** A run that is interrupted by the end of its process goes on elsewhere. */
  private async giveUp<T extends { readonly id: number }>(
    { name }: SyncResource<T>,
    run: Run,
    error: unknown,
  ): Promise<void> {
    const reason: unknown = run.signal.aborted ? run.signal.reason : error;
    const interruption = reason instanceof JobInterruptedError ? reason.reason : undefined;
    if (interruption === 'shutdown' || interruption === 'lost') return;
    const sentence = error instanceof DomainError ? error.message : 'The sync failed';
    const ended =
      interruption === 'cancelled' ? this.end(name, run, 'cancelled') : this.end(name, run, 'failed', sentence);
    await ended.catch((trouble: unknown) =>
      this.logger.warn(`The end of ${name} could not be kept: ${String(trouble)}`),
    );
  }

  private end(name: string, { id }: Run, state: 'failed' | 'cancelled', error: string | null = null): Promise<void> {
    return this.syncs.endRun(name, id, state, error);
  }
}

function conditionOf({ since, after }: SyncCheckpoint): Condition | undefined {
  const changed = since === null ? [] : [greaterOrEqual('lastUpdated', new Date(since))];
  const behind = after === 0 ? [] : [greater('id', after)];
  const conditions = [...changed, ...behind];
  return conditions.length > 0 ? all(...conditions) : undefined;
}

const recordOf = ({ id }: Run, { mode, startedAt, counts, problems }: SyncCheckpoint): SyncRunRecord => ({
  ...{ jobId: id, mode, state: 'running', startedAt, finishedAt: null, counts, error: null, problems },
});
