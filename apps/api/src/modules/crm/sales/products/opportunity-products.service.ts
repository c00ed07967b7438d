import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { type Actor, invalidField } from '@app/kernel';
import {
  ConnectWise,
  type ConnectWiseConnection,
  type CwForecastItem,
  forecastItems,
  products,
  replaceField,
} from '../../connectwise';
import { StockService } from '../../procurement';
import { orAbsent } from '../absent-record';
import { OpportunityDirectory } from '../opportunities/opportunity-directory';
import { OpportunityError } from '../sales.errors';
import { type Cancellation, cancellationOf } from './cancellation';
import { idMapOf } from './id-map';

export interface OpportunityProduct {
  readonly item: CwForecastItem;
  readonly cancellation: Cancellation;
  /** Null for an item that the local catalogue does not have. */
  readonly onHand: number | null;
}

export interface ResequencedProducts {
  readonly products: readonly OpportunityProduct[];
  /** The ids that items have now, by the ids they had. */
  readonly idMap: ReadonlyMap<number, number>;
}

const bySequence = (one: CwForecastItem, other: CwForecastItem): number =>
  one.sequenceNumber - other.sequenceNumber || one.subNumber - other.subNumber || one.id - other.id;

/** What an opportunity offers, always as ConnectWise has it now. */
@Injectable()
export class OpportunityProductsService {
  constructor(
    private readonly directory: OpportunityDirectory,
    private readonly connectWise: ConnectWise,
    private readonly stock: StockService,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** In their order. @throws 404 `opportunity.notFound`, ConnectWiseError */
  async list(identifier: string): Promise<OpportunityProduct[]> {
    const { cwOpportunityId } = await this.directory.get(identifier);
    const connection = await this.connectWise.connection();
    return this.complete(connection, cwOpportunityId, await this.items(connection, cwOpportunityId, identifier));
  }

  /**
   * Puts all items into the given order. Only those that move are written, one after the other: when ConnectWise fails
   * on the way, repeating the request goes on from there.
   *
   * @throws 400 unless `orderedIds` names every item once, 404 `opportunity.notFound`, ConnectWiseError
   */
  async resequence(actor: Actor, identifier: string, orderedIds: readonly number[]): Promise<ResequencedProducts> {
    const { id, cwOpportunityId, snapshot } = await this.directory.get(identifier);
    const connection = await this.connectWise.connection();
    const before = await this.items(connection, cwOpportunityId, identifier);
    const ordered = inOrder(before, orderedIds);
    for (const [place, item] of ordered.entries()) {
      if (item.sequenceNumber === place + 1) continue;
      const change = [replaceField('sequenceNumber', place + 1)];
      await connection.client.patch(forecastItems(cwOpportunityId), item.id, change);
    }
    const after = await this.items(connection, cwOpportunityId, identifier);
    await this.transactions.run(() =>
      this.audit.record(actor, {
        action: 'opportunityProducts.resequence',
        target: { type: 'opportunity', id, name: snapshot.name },
        message: `Put the products of the opportunity "${snapshot.name}" in another order`,
        before: { productIds: before.map((item) => item.id) },
        after: { productIds: after.map((item) => item.id) },
      }),
    );
    return {
      products: await this.complete(connection, cwOpportunityId, after),
      idMap: idMapOf(ordered, after),
    };
  }

  private async items(
    { forecasts }: ConnectWiseConnection,
    cwOpportunityId: number,
    identifier: string,
  ): Promise<CwForecastItem[]> {
    const reading = forecasts.get(cwOpportunityId);
    const { records } = await orAbsent(reading, () => OpportunityError.notFound({ identifier }));
    return [...records].sort(bySequence);
  }

  private async complete(
    { client }: ConnectWiseConnection,
    cwOpportunityId: number,
    items: readonly CwForecastItem[],
  ): Promise<OpportunityProduct[]> {
    const [lines, onHand] = await Promise.all([
      client.byIds(products, [cwOpportunityId], { path: 'opportunity/id' }),
      this.stock.onHand(items.flatMap(({ catalogItem }) => catalogItem?.id ?? [])),
    ]);
    return items.map((item) => ({
      item,
      cancellation: cancellationOf(lines.records.filter(({ forecastDetailId }) => forecastDetailId === item.id)),
      onHand: onHand.get(item.catalogItem?.id ?? 0) ?? null,
    }));
  }
}

/** @throws 400 unless the ids are those of the items, each once */
function inOrder(items: readonly CwForecastItem[], orderedIds: readonly number[]): CwForecastItem[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const ordered = orderedIds.map((id, place) => {
    const item = byId.get(id);
    if (!item)
      throw invalidField(['body', 'orderedIds', place], 'The opportunity has no such product, or it is named twice');
    byId.delete(id);
    return item;
  });
  if (byId.size > 0) throw invalidField(['body', 'orderedIds'], 'Every product of the opportunity has to be named');
  return ordered;
}
