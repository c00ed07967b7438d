import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { ConnectWise, type CwOpportunity, opportunities } from '../../connectwise';
import { ConnectWiseLookups } from '../lookups/connectwise-lookups';
import { OpportunityError } from '../sales.errors';
import { OpportunitiesRepository, type ReadOpportunity } from './opportunities.repository';
import { type SnapshotLookups, toSnapshot } from './opportunity-snapshot';
import type { OpportunityRow } from './opportunity-statements';

const LARGEST_CW_ID = 2 ** 31 - 1;

/** The id in ConnectWise that an identifier is; ours are never numbers. */
function cwIdOf(identifier: string): number | null {
  if (!/^\d{1,10}$/.test(identifier)) return null;
  const id = Number(identifier);
  return id >= 1 && id <= LARGEST_CW_ID ? id : null;
}

/** Finds opportunities here, else in ConnectWise, and keeps what it found there. */
@Injectable()
export class OpportunityDirectory {
  constructor(
    private readonly rows: OpportunitiesRepository,
    private readonly connectWise: ConnectWise,
    private readonly lookups: ConnectWiseLookups,
    private readonly clock: Clock,
  ) {}

  /**
   * @param identifier our id, or the one in ConnectWise
   * @throws 404 `opportunity.notFound`, or ConnectWiseError when only ConnectWise could tell
   */
  async get(identifier: string): Promise<OpportunityRow> {
    const known = await this.known(identifier);
    if (known) return known;
    const cwId = cwIdOf(identifier);
    // Without a ConnectWise what is known here is all there is.
    if (cwId === null || !this.connectWise.configured) throw OpportunityError.notFound({ identifier });
    return this.fetch(cwId, identifier);
  }

  /** The same, asked of ConnectWise in any case. */
  async refresh(identifier: string): Promise<OpportunityRow> {
    const cwId = (await this.known(identifier))?.cwOpportunityId ?? cwIdOf(identifier);
    if (cwId === null) throw OpportunityError.notFound({ identifier });
    return this.fetch(cwId, identifier);
  }

  async read(records: readonly CwOpportunity[]): Promise<ReadOpportunity[]> {
    const lookups = await this.snapshotLookups();
    return records.map((record) => ({ record, snapshot: toSnapshot(record, lookups) }));
  }

  private async known(identifier: string): Promise<OpportunityRow | undefined> {
    const cwId = cwIdOf(identifier);
    return cwId === null ? this.rows.find(identifier) : this.rows.findByCwId(cwId);
  }

  private async fetch(cwId: number, identifier: string): Promise<OpportunityRow> {
    const readAt = this.clock.now();
    const { client } = await this.connectWise.connection();
    const record = await client.find(opportunities, cwId);
    if (record) await this.rows.keep(await this.read([record]), readAt);
    else await this.rows.markDeleted(cwId);
    const kept = await this.rows.findByCwId(cwId);
    if (!kept) throw OpportunityError.notFound({ identifier });
    return kept;
  }

  private async snapshotLookups(): Promise<SnapshotLookups> {
    const [locations, departments, statuses] = await Promise.all([
      ...[this.lookups.locations.all(), this.lookups.departments.all()],
      this.lookups.statuses.all(),
    ] as const);
    const closing = [...statuses.values()].filter(({ closedFlag }) => closedFlag);
    return { locations, departments, closingStatuses: new Set(closing.map(({ id }) => id)) };
  }
}
