import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@app/database';
import type { UnifiSite } from '../sites';
import type { Comparison, KnownDevice } from './comparison';
import type { PackedHealth } from './packed-health';
import type { SeenDevice, SiteCounts, SiteReading } from './site-reading';
import {
  ANY_SINCE,
  DUE_SITES,
  INVENTORY,
  KEEP,
  KNOWN_DEVICES,
  LOCK_SITE,
  PRUNE_DEVICES,
  PRUNE_REVISIONS,
  PRUNE_SNAPSHOTS,
  READ,
} from './snapshot-statements';

export interface SnapshotRow extends SiteCounts {
  readonly takenAt: Date;
  readonly health: readonly PackedHealth[];
  readonly devices: readonly (Omit<SeenDevice, 'type' | 'adopted' | 'ip'> & { readonly type: string })[];
  /** How many snapshots there are for the page, this one and those that it had no room for included. */
  readonly walked: number;
}

export interface InventoryRow extends Omit<SeenDevice, 'type'> {
  readonly type: string;
  readonly stateSince: Date;
  readonly present: boolean;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

export interface HistoryRange {
  readonly from: Date;
  /** The moment to stop before. */
  readonly before: Date;
  /** In seconds. */
  readonly step?: number;
  readonly mac?: string;
}

@Injectable()
export class SnapshotsRepository {
  constructor(private readonly database: Database) {}

  /** Sites without a snapshot since then, those whose last one is the oldest first. */
  dueSites(since: Date): Promise<UnifiSite[]> {
    return this.database.rows<UnifiSite>(DUE_SITES, [since]);
  }

  /** Whether there is a snapshot of any site since then. */
  async anySince(since: Date): Promise<boolean> {
    return (await this.database.rows(ANY_SINCE, [since])).length > 0;
  }

  /** In a transaction, which then is the only one to take a snapshot of the site. @returns whether there is the site */
  async lock(siteId: string): Promise<boolean> {
    return (await this.database.rows(LOCK_SITE, [siteId])).length > 0;
  }

  knownDevices(siteId: string): Promise<KnownDevice[]> {
    return this.database.rows<KnownDevice>(KNOWN_DEVICES, [siteId]);
  }

  async keep(
    siteId: string,
    at: Date,
    { kept, closed, opened, missed }: Comparison,
    reading: SiteReading,
  ): Promise<void> {
    const { counts, health } = reading;
    await this.database.rows(KEEP, [
      ...[siteId, JSON.stringify(kept), at, closed, opened, counts.clients, counts.guests, counts.devicesAdopted],
      ...[counts.devicesConnected, counts.devicesDisconnected, counts.devicesPending, JSON.stringify(health)],
      JSON.stringify(missed),
    ]);
  }

  read(siteId: string, { from, before, step, mac }: HistoryRange, limit: number): Promise<SnapshotRow[]> {
    return this.database.rows<SnapshotRow>(READ, [siteId, from, before, step ?? null, limit, mac ?? null]);
  }

  inventory(siteId: string): Promise<InventoryRow[]> {
    return this.database.rows<InventoryRow>(INVENTORY, [siteId]);
  }

  /** @returns how many snapshots older than that are deleted, `most` at most; 0 when none are left */
  pruneSnapshots(before: Date, most: number): Promise<number> {
    return this.prune(PRUNE_SNAPSHOTS, before, most);
  }

  pruneDevices(before: Date, most: number): Promise<number> {
    return this.prune(PRUNE_DEVICES, before, most);
  }

  pruneRevisions(before: Date, most: number): Promise<number> {
    return this.prune(PRUNE_REVISIONS, before, most);
  }

  private async prune(statement: Statement, before: Date, most: number): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(statement, [before, most]);
    return row?.count ?? 0;
  }
}
