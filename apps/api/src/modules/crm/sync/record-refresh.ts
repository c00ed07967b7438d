import { Injectable, Logger } from '@nestjs/common';
import { Transactions } from '@app/database';
import { Clock, DomainError } from '@app/kernel';
import { ConnectWise, ConnectWiseError, type CallOptions, type ConnectWiseClient } from '../connectwise';
import { isRefusal, SingleRecords } from './single-records';
import type { SyncResource } from './sync-resource';
import type { SyncProblem } from './sync-run';

interface Found<T> {
  readonly records: readonly T[];
  /** ConnectWise says of each of them that it has no such record. */
  readonly gone: readonly number[];
  readonly problems: readonly SyncProblem[];
}

const UNREADABLE = ConnectWiseError.unreadable().code;

/** Brings single records up to date between two syncs, by the same rules and without moving the place of either. */
@Injectable()
export class RecordRefresh {
  private readonly logger = new Logger('Sync');

  constructor(
    private readonly connectWise: ConnectWise,
    private readonly transactions: Transactions,
    private readonly singles: SingleRecords,
    private readonly clock: Clock,
  ) {}

  /** Doing it twice changes nothing. @throws when ConnectWise or the database cannot be asked now */
  async refresh<T extends { readonly id: number }>(
    resource: SyncResource<T>,
    ids: readonly number[],
    signal: AbortSignal,
  ): Promise<void> {
    const { client } = await this.connectWise.connection();
    const startedAt = this.clock.now();
    const { records, gone, problems } = await find(client, resource, ids, { signal, background: true });
    const refused = records.length > 0 ? await this.keep(resource, records) : [];
    for (const id of gone) await this.transactions.run(() => resource.markMissing(id - 1, id, [], startedAt));
    const kept = records.map(({ id }) => id);
    const incomplete = (await resource.completeSingles?.(kept, client, signal)) ?? [];
    for (const { cwId, message } of [...problems, ...refused, ...incomplete]) {
      this.logger.warn(`${resource.title}: ${String(cwId)} could not be brought up to date: ${message}`);
    }
  }

  private async keep<T extends { readonly id: number }>(
    resource: SyncResource<T>,
    records: readonly T[],
  ): Promise<readonly SyncProblem[]> {
    await resource.prepare?.();
    try {
      await this.transactions.run(() => resource.keep(records));
      return [];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return (await this.singles.keep(resource, records)).problems;
    }
  }
}

/** What a list leaves out may be hidden or unreadable there: only asked for alone, a record is found to be gone. */
async function find<T extends { readonly id: number }>(
  client: ConnectWiseClient,
  { source }: SyncResource<T>,
  ids: readonly number[],
  options: CallOptions,
): Promise<Found<T>> {
  const listed = await client.byIds(source, ids, options);
  const problems = listed.refused.map(({ id, path, expected }) => ({
    cwId: id,
    message: `${path} is not ${expected}`,
  }));
  const met = new Set([...listed.records, ...listed.refused].map(({ id }) => id));
  const records = [...listed.records];
  const gone: number[] = [];
  for (const id of ids.filter((each) => !met.has(each))) {
    try {
      const record = await client.find(source, id, options);
      if (record) records.push(record);
      else gone.push(id);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== UNREADABLE) throw error;
      problems.push({ cwId: id, message: error.message });
    }
  }
  return { records, gone, problems };
}
