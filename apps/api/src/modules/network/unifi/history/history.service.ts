import { Injectable } from '@nestjs/common';
import { invalidField } from '@app/kernel';
import { SitesService } from '../sites';
import { SnapshotsRepository, type InventoryRow, type SnapshotRow } from './snapshots.repository';

export interface HistoryQuery {
  readonly from?: Date;
  /** The moment to stop before. */
  readonly to?: Date;
  /** In seconds. */
  readonly step?: number;
  /** A MAC address in any spelling. */
  readonly device?: string;
}

/** A stretch of snapshots, newest first. `nextCursor` continues it, null at its end. */
export interface SnapshotStretch {
  readonly items: readonly SnapshotRow[];
  readonly nextCursor: string | null;
}

const DEFAULT_LIMIT = 50;
/** The moment to go on before, in milliseconds since 1970. */
const CURSOR = /^\d{1,13}$/;
const EPOCH = new Date(0);
/** The last moment that a cursor can name; no snapshot is from as late as that. */
const END_MS = 9_999_999_999_999;

/** What snapshots have kept of a site. The controller is not asked. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly sites: SitesService,
    private readonly snapshots: SnapshotsRepository,
  ) {}

  /** @throws 404 for the site; 400 for a cursor that no page gave, and for a stretch that ends before it begins */
  async list(
    id: string,
    { from = EPOCH, to, step, device }: HistoryQuery,
    cursor?: string,
    limit = DEFAULT_LIMIT,
  ): Promise<SnapshotStretch> {
    if (to && to <= from) throw invalidField(['query', 'to'], 'to must be later than from');
    const end = Math.min(to?.getTime() ?? END_MS, cursorOf(cursor));
    const site = await this.sites.get(id);
    const range = { from: latest(from, EPOCH), before: latest(new Date(end), EPOCH), step, mac: macOf(device) };
    const rows = await this.snapshots.read(site.id, range, limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const more = last !== undefined && last.walked > items.length;
    return { items, nextCursor: more ? String(startOf(last.takenAt, step)) : null };
  }

  /** @throws 404 `unifiSite.notFound` */
  async inventory(id: string): Promise<InventoryRow[]> {
    const site = await this.sites.get(id);
    return this.snapshots.inventory(site.id);
  }
}

/** The next page ends where the stretch of the last snapshot begins, or before that snapshot. */
function startOf(moment: Date, step?: number): number {
  const ms = moment.getTime();
  return step === undefined ? ms : Math.floor(ms / (step * 1000)) * step * 1000;
}

const latest = (one: Date, other: Date): Date => (one > other ? one : other);

function cursorOf(cursor: string | undefined): number {
  if (cursor === undefined) return END_MS;
  if (!CURSOR.test(cursor)) throw invalidField(['query', 'cursor'], 'cursor is not one that a page gave');
  return Number(cursor);
}

/** As it is kept: in lower case, with colons. */
const macOf = (text: string | undefined): string | undefined =>
  text
    ?.toLowerCase()
    .replaceAll(/[^0-9a-f]/g, '')
    .replaceAll(/(..)(?=.)/g, '$1:');
