import { Injectable } from '@nestjs/common';
import { Database } from '@app/database';
import { ON_HAND } from './catalog-statements';

/** How many of a catalogue item there are, for other features. */
@Injectable()
export class StockService {
  constructor(private readonly database: Database) {}

  /** By the items' ids in ConnectWise; nothing of items that the catalogue does not have. */
  async onHand(cwCatalogIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    if (cwCatalogIds.length === 0) return new Map();
    const rows = await this.database.rows<{ cwCatalogId: number; onHand: number }>(ON_HAND, [cwCatalogIds]);
    return new Map(rows.map(({ cwCatalogId, onHand }) => [cwCatalogId, onHand]));
  }
}
