import { Injectable } from '@nestjs/common';
import { Database } from '@app/database';
import { keyOf, pathOf, valuesOf, type CatalogCriteria } from './catalog-criteria';
import { listingOf, MOST_IDS } from './catalog-list-statements';
import { CatalogMemory } from './catalog-memory';

/** What fits criteria, as of a version of the catalogue. */
export interface Matches {
  readonly version: string;
  readonly total: number;
  /** In ConnectWise, in the order of the list; of few matches only. */
  readonly ids?: Int32Array;
}

type Found = Omit<Matches, 'version'>;

/** Finds out how many items fit, and of few which: their pages are then read by id, however far apart they lie. */
@Injectable()
export class CatalogMatches {
  constructor(
    private readonly database: Database,
    private readonly memory: CatalogMemory,
  ) {}

  /** As of the last look, whatever has changed since. */
  async lately(criteria: CatalogCriteria): Promise<Matches> {
    return this.recall(criteria) ?? (await this.count(criteria));
  }

  recall(criteria: CatalogCriteria): Matches | undefined {
    const known = this.memory.recall<Found>(keyOf(criteria));
    return known && { version: known.version, ...known.value };
  }

  /** @param seen the version that the caller has met; only who has met the same shares the look */
  count(criteria: CatalogCriteria, seen = ''): Promise<Matches> {
    const key = keyOf(criteria);
    return this.memory.together(`${key} ${seen}`, async () => {
      const { version, ...found } = await this.look(criteria);
      this.memory.remember(key, version, found, found.ids?.length);
      return { version, ...found };
    });
  }

  private async look(criteria: CatalogCriteria): Promise<Matches> {
    const { count, ids } = listingOf(pathOf(criteria), !criteria.includeInactive);
    const values = [null, ...valuesOf(criteria)];
    const [counted] = await this.database.rows<{ version: string; total: number }>(count, values);
    if (!counted) throw new Error('The catalogue has no version');
    if (counted.total >= MOST_IDS) return counted;
    const [listed] = await this.database.rows<{ version: string; ids: number[] }>(ids, values);
    if (!listed || listed.ids.length >= MOST_IDS) return counted;
    return { version: listed.version, total: listed.ids.length, ids: Int32Array.from(listed.ids) };
  }
}
