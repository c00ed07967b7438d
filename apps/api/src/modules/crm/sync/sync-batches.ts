import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/database';
import type { JobRun } from '@app/jobs';
import type { Batch } from '../connectwise';
import { isRefusal, MAX_MESSAGE, SingleRecords } from './single-records';
import type { Kept, SyncResource } from './sync-resource';
import { withProblems, type SyncCheckpoint, type SyncInput, type SyncProblem } from './sync-run';

type Run = JobRun<SyncInput, SyncCheckpoint>;

const NOTHING: Kept = { created: 0, updated: 0 };

/** Keeps a page of records, its gaps and the place behind it in one transaction. */
@Injectable()
export class SyncBatches {
  constructor(
    private readonly transactions: Transactions,
    private readonly singles: SingleRecords,
  ) {}

  async keep<T extends { readonly id: number }>(
    resource: SyncResource<T>,
    run: Run,
    batch: Batch<T>,
    place: SyncCheckpoint,
  ): Promise<SyncCheckpoint> {
    if (batch.records.length > 0) await resource.prepare?.();
    try {
      return await this.commit(resource, run, { batch, place, keep: () => resource.keep(batch.records) });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { kept, problems } = await this.singles.keep(resource, batch.records);
      const done = await this.commit(resource, run, { batch, place, keep: async () => kept, problems });
      return done;
    }
  }

  /** What lies behind the last record is gone. An answer without any record is rather a mistake than an empty company. */
  async keepEnd<T extends { readonly id: number }>(
    resource: SyncResource<T>,
    { report }: Run,
    place: SyncCheckpoint,
  ): Promise<SyncCheckpoint> {
    if (place.counts.read === 0) {
      return withProblems(place, [{ cwId: null, message: 'ConnectWise lists nothing at all, so nothing was removed' }]);
    }
    return this.transactions.run(async () => {
      const gone = await markMissing(resource, place, null, []);
      const next = { ...place, counts: { ...place.counts, removed: place.counts.removed + gone } };
      await report({ done: next.counts.read, total: next.counts.read }, next);
      return next;
    });
  }

  private commit<T extends { readonly id: number }>(
    resource: SyncResource<T>,
    { report }: Run,
    work: { batch: Batch<T>; place: SyncCheckpoint; keep: () => Promise<Kept>; problems?: readonly SyncProblem[] },
  ): Promise<SyncCheckpoint> {
    const { batch, place, problems = [] } = work;
    const ids = [...batch.records, ...batch.refused].flatMap(({ id }) => id ?? []);
    const upTo = Math.max(place.after, ...ids);
    const nameless = place.nameless || batch.refused.some(({ id }) => id === null);
    return this.transactions.run(async () => {
      const kept = batch.records.length > 0 ? await work.keep() : NOTHING;
      const gone = await markMissing(resource, { ...place, nameless }, upTo, ids);
      const counts = {
        ...place.counts,
        read: place.counts.read + batch.records.length + batch.refused.length,
        created: place.counts.created + kept.created,
        updated: place.counts.updated + kept.updated,
        unchanged: place.counts.unchanged + batch.records.length - problems.length - kept.created - kept.updated,
        removed: place.counts.removed + gone,
      };
      const unread = batch.refused.map(({ id, path, expected }) => ({
        cwId: id,
        message: `${path || 'The record'} is not ${expected}`.slice(0, MAX_MESSAGE),
      }));
      const next = withProblems({ ...place, counts, nameless, after: upTo }, [...unread, ...problems]);
      await report({ done: counts.read, total: null }, next);
      return next;
    });
  }
}

/** An incremental run cannot tell what is missing, nor one that could not read every id. */
async function markMissing<T extends { readonly id: number }>(
  resource: SyncResource<T>,
  { mode, nameless, after, startedAt }: SyncCheckpoint,
  upTo: number | null,
  present: readonly number[],
): Promise<number> {
  if (mode !== 'full' || nameless) return 0;
  return resource.markMissing(after, upTo, present, new Date(startedAt));
}
