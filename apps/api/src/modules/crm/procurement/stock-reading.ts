import { Injectable } from '@nestjs/common';
import { Database } from '@app/database';
import { type ConnectWiseClient, all, greater, notEqual, stockOfBin, warehouseBins } from '../connectwise';
import type { SyncProblem } from '../sync';
import { IS_OTHER, RANGE_END, SET_STOCK, STAMP_READING, STAMP_UNKNOWN } from './stock-statements';

export interface ReadingTerms {
  readonly client: ConnectWiseClient;
  readonly signal: AbortSignal;
  /** Only items with greater ids in ConnectWise; 0 for all. */
  readonly after: number;
  readonly startedAt: Date;
}

/** How many of each item there are, by its id in ConnectWise; of items that are not named there are none. */
interface Stock {
  readonly onHand: ReadonlyMap<number, number>;
  readonly unreadable: number;
}

const BINS_AT_A_TIME = 4;
const ITEMS_PER_STATEMENT = 2_000;

/** Reads warehouse after warehouse what lies there: a thousand places by each call. */
@Injectable()
export class StockReading {
  constructor(private readonly database: Database) {}

  async read(terms: ReadingTerms): Promise<readonly SyncProblem[]> {
    const { onHand, unreadable } = await this.gather(terms);
    if (unreadable > 0) {
      // It could be of any item, so that no number is certain.
      return [
        { cwId: null, message: `What is on hand was kept as it was: ${unreadable} of its records are unreadable` },
      ];
    }
    await this.keep(terms, onHand);
    if (terms.after === 0) await this.database.rows(STAMP_READING, [terms.startedAt]);
    return [];
  }

  private async gather({ client, signal, after }: ReadingTerms): Promise<Stock> {
    const bins = await binsOf(client, signal);
    // The first failure ends the reading of all.
    const failing = new AbortController();
    const options = { background: true, signal: AbortSignal.any([signal, failing.signal]) };
    const some = notEqual('onHand', 0);
    const where = after === 0 ? some : all(some, greater('catalogItem/id', after));
    const onHand = new Map<number, number>();
    let unreadable = 0;
    const readBin = async (bin: number): Promise<void> => {
      for await (const { records, refused } of client.pages(stockOfBin(bin), { where, ...options })) {
        unreadable += refused.length;
        for (const { catalogItem, warehouseBin, onHand: amount } of records) {
          // Whatever lies elsewhere is read there.
          if (warehouseBin && warehouseBin.id !== bin) continue;
          onHand.set(catalogItem.id, (onHand.get(catalogItem.id) ?? 0) + amount);
        }
      }
    };
    const line = bins.values();
    const worker = async (): Promise<void> => {
      for (const bin of line) await readBin(bin);
    };
    const workers = Array.from({ length: BINS_AT_A_TIME }, worker);
    await Promise.all(workers).catch(async (error: unknown) => {
      failing.abort();
      await Promise.allSettled(workers);
      throw error;
    });
    return { onHand, unreadable };
  }

  /** In ranges of ids, each by few statements. */
  private async keep({ after, startedAt, signal }: ReadingTerms, onHand: Stock['onHand']): Promise<void> {
    const ids = [...onHand.keys()].sort((one, other) => one - other);
    let place = 0;
    for (let from = after; ;) {
      signal.throwIfAborted();
      const [range] = await this.database.rows<{ upTo: number | null }>(RANGE_END, [from, ITEMS_PER_STATEMENT]);
      const upTo = range?.upTo ?? null;
      if (upTo === null) return;
      const first = place;
      while ((ids[place] ?? Infinity) <= upTo) place += 1;
      const here = ids.slice(first, place);
      const values = [from, upTo, here, here.map((id) => onHand.get(id) ?? 0), startedAt];
      const [row] = await this.database.rows<{ other: boolean }>(IS_OTHER, values);
      if (row?.other) await this.database.rows(SET_STOCK, values);
      await this.database.rows(STAMP_UNKNOWN, [from, upTo, startedAt]);
      from = upTo;
    }
  }
}

async function binsOf(client: ConnectWiseClient, signal: AbortSignal): Promise<number[]> {
  const bins: number[] = [];
  for await (const { records } of client.pages(warehouseBins, { background: true, signal })) {
    bins.push(...records.map(({ id }) => id));
  }
  return bins;
}
