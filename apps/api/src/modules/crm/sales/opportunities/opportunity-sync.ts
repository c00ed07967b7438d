import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { ConnectWise, greaterOrEqual, opportunities } from '../../connectwise';
import { OpportunitiesRepository } from './opportunities.repository';
import { OpportunityDirectory } from './opportunity-directory';

export interface OpportunitySyncOptions {
  /** Only what ConnectWise changed since then; everything when left out, and then what it lost is marked as well. */
  readonly since?: Date;
  readonly signal?: AbortSignal;
  /** Hears how many records have been read, after each batch. */
  readonly onProgress?: (read: number) => void | Promise<void>;
}

export interface OpportunitySyncReport {
  readonly read: number;
  readonly created: number;
  /** Known here, and no longer in ConnectWise. Only a full sync can tell. */
  readonly deleted: number;
  /** Records that could not be read. */
  readonly refused: number;
  /** When the latest of them was changed in ConnectWise: where the next sync goes on. Null when there was none. */
  readonly lastUpdated: Date | null;
}

/** Brings the opportunities here up to what ConnectWise has. Repeating it changes nothing, and ids here stay. */
@Injectable()
export class OpportunitySync {
  constructor(
    private readonly connectWise: ConnectWise,
    private readonly directory: OpportunityDirectory,
    private readonly rows: OpportunitiesRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws ConnectWiseError; what was read until then is kept, and nothing is taken for deleted */
  async refresh(options: OpportunitySyncOptions = {}): Promise<OpportunitySyncReport> {
    const { since, signal, onProgress } = options;
    const begun = this.clock.now();
    const { client } = await this.connectWise.connection();
    const where = since && greaterOrEqual('lastUpdated', since);
    const seen: number[] = [];
    const report = { read: 0, created: 0, deleted: 0, refused: 0, lastUpdated: null as Date | null };
    let nameless = false;
    for await (const { records, refused } of client.pages(opportunities, { where, signal, background: true })) {
      report.created += await this.rows.keep(await this.directory.read(records), begun);
      report.read += records.length;
      report.refused += refused.length;
      for (const { _info } of records) report.lastUpdated = later(report.lastUpdated, _info.lastUpdated);
      seen.push(...records.map(({ id }) => id), ...refused.flatMap(({ id }) => id ?? []));
      nameless ||= refused.some(({ id }) => id === null);
      await onProgress?.(report.read);
    }
    await this.rows.linkCompanies();
    // A record without a readable id may be any of those that seem to be missing.
    if (!since && !nameless) report.deleted = await this.rows.markMissing(begun, seen);
    return report;
  }
}

const later = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other > one) ? other : one;
