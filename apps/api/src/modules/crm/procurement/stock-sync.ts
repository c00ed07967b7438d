import { Injectable, Logger } from '@nestjs/common';
import { Database } from '@app/database';
import { DomainError } from '@app/kernel';
import { type ConnectWiseClient, ConnectWiseError } from '../connectwise';
import type { SyncCompletion, SyncProblem } from '../sync';
import { type Stocked, StockLooks } from './stock-looks';
import { StockReading } from './stock-reading';
import { STOCK_STATE, STOCKED } from './stock-statements';

interface StockState {
  /** Items of which it is not known how many are on hand, or not any more. */
  readonly due: number;
  /** The first of them, by its id in ConnectWise. */
  readonly first: number | null;
  readonly now: Date;
  /** When all warehouses were read last. */
  readonly readAt: Date | null;
}

/** ConnectWise does not tell which numbers have changed, so all are read again after a while. */
const READ_AGAIN_MS = 3_600_000;
/** So few items are sooner asked for than all warehouses. */
const FEW = 10;
/** Where there is no other way than asking for each item: a run asks for so many, the next one goes on. */
const LOOKS_PER_RUN = 1_000;
/** Of so many changes at once, each is looked at; more are one change of many items, and wait for the next reading. */
const MOST_SINGLES = 20;

/** What is on hand of the items of the catalogue, as the last step of its sync. */
@Injectable()
export class StockSync {
  private readonly logger = new Logger('Sync');

  constructor(
    private readonly database: Database,
    private readonly reading: StockReading,
    private readonly looks: StockLooks,
  ) {}

  async refresh({ connection: { client }, signal, mode }: SyncCompletion): Promise<readonly SyncProblem[]> {
    const { due, first, now, readAt } = await this.state();
    const isOld = readAt === null || now.getTime() - readAt.getTime() >= READ_AGAIN_MS;
    const whole = mode === 'full' || isOld;
    if (!whole && due <= FEW) return this.looks.look(client, FEW, signal);
    try {
      const after = whole ? 0 : (first ?? 1) - 1;
      return await this.reading.read({ client, signal, after, startedAt: now });
    } catch (error) {
      if (!isClosed(error)) throw error;
      this.logger.warn(`ConnectWise shows no warehouses (${error.code}): what is on hand is asked for item by item`);
      return this.looks.look(client, LOOKS_PER_RUN, signal);
    }
  }

  /** Of items with these ids in ConnectWise. */
  async refreshSingles(
    ids: readonly number[],
    client: ConnectWiseClient,
    signal: AbortSignal,
  ): Promise<readonly SyncProblem[]> {
    const items = await this.database.rows<Stocked>(STOCKED, [ids, MOST_SINGLES + 1]);
    if (items.length > MOST_SINGLES) return [];
    try {
      return await this.looks.lookAt(client, items, signal);
    } catch (error) {
      if (!isClosed(error)) throw error;
      return [];
    }
  }

  async pending(): Promise<number> {
    return (await this.state()).due;
  }

  private async state(): Promise<StockState> {
    const [state] = await this.database.rows<StockState>(STOCK_STATE);
    if (!state) throw new Error('An aggregate has a row');
    return state;
  }
}

const CLOSED: readonly string[] = [
  ConnectWiseError.refused().code,
  ConnectWiseError.notFound().code,
  ConnectWiseError.rejected().code,
];

/** The keys of this server may not see warehouses, or this release has none. */
const isClosed = (error: unknown): error is DomainError => error instanceof DomainError && CLOSED.includes(error.code);
