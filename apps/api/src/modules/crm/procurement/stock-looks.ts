import { Injectable } from '@nestjs/common';
import { Database, Transactions } from '@app/database';
import { DomainError } from '@app/kernel';
import { inventory, type ConnectWiseClient } from '../connectwise';
import type { SyncProblem } from '../sync';
import { CatalogRepository } from './catalog.repository';
import { STOCK_DUE } from './stock-statements';

/** An item that lies in warehouses. */
export interface Stocked {
  readonly id: string;
  readonly cwCatalogId: number;
}

interface Look {
  readonly id: string;
  readonly onHand: number | null;
  readonly problem?: SyncProblem;
}

const LOOKS_AT_A_TIME = 4;

/** Asks for one item after the other how many are on hand: the way for few, or where ConnectWise shows no warehouses. */
@Injectable()
export class StockLooks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly items: CatalogRepository,
  ) {}

  /** @param most items of which it is not known how many there are, those first that were never looked for */
  async look(client: ConnectWiseClient, most: number, signal: AbortSignal): Promise<readonly SyncProblem[]> {
    return this.lookAt(client, await this.database.rows<Stocked>(STOCK_DUE, [most]), signal);
  }

  async lookAt(client: ConnectWiseClient, items: readonly Stocked[], signal: AbortSignal): Promise<SyncProblem[]> {
    const problems: SyncProblem[] = [];
    for (let from = 0; from < items.length; from += LOOKS_AT_A_TIME) {
      problems.push(...(await this.refresh(client, items.slice(from, from + LOOKS_AT_A_TIME), signal)));
    }
    return problems;
  }

  private async refresh(
    client: ConnectWiseClient,
    items: readonly Stocked[],
    signal: AbortSignal,
  ): Promise<SyncProblem[]> {
    const looks = await Promise.all(items.map((item) => lookFor(client, item, signal)));
    const found = looks.filter((look) => look.onHand !== null);
    const values = [found.map(({ id }) => id), found.map(({ onHand }) => onHand ?? 0)] as const;
    await this.transactions.run(() => this.items.setOnHand(...values));
    return looks.flatMap(({ problem }) => problem ?? []);
  }
}

/** One item that cannot be read is told of; a ConnectWise that is down ends the run. */
async function lookFor(client: ConnectWiseClient, { id, cwCatalogId }: Stocked, signal: AbortSignal): Promise<Look> {
  try {
    const { records, refused } = await client.page(inventory(cwCatalogId), { background: true, signal });
    if (refused.length > 0) {
      return { id, onHand: null, problem: { cwId: cwCatalogId, message: 'What is on hand could not be read' } };
    }
    return { id, onHand: records.reduce((total, place) => total + place.onHand, 0) };
  } catch (error) {
    if (error instanceof DomainError && error.status === 404) return { id, onHand: 0 };
    throw error;
  }
}
