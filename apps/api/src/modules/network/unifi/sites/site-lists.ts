import { Injectable } from '@nestjs/common';
import { JsonText } from '@app/contract';
import { Database } from '@app/database';
import { LRUCache } from 'lru-cache';
import { LIST_OF_CONTROLLER, LIST_WITH_COMPANIES } from './site-statements';

interface KnownList {
  readonly stamp: string;
  /** In UTF-8, as it is sent. */
  readonly json: Buffer;
}

interface Row {
  readonly stamp: string;
  /** Null when it is the known one. */
  readonly json: string | null;
}

/** One for each set of keys that somebody may see: a few. Each of two thousand sites is half a megabyte. */
const MOST_LISTS = 64;
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The list of the sites as it was last answered. PostgreSQL is asked each time whether it is still that, in the
 * statement that otherwise answers the new one: so it is never older than the request, whoever has written meanwhile,
 * and is fetched and encoded only when it has changed. Not for use inside a transaction.
 */
@Injectable()
export class SiteLists {
  private readonly known = new LRUCache<string, KnownList>({
    ...{ max: MOST_LISTS, maxSize: MOST_BYTES },
    sizeCalculation: ({ json }) => json.length,
  });

  constructor(private readonly database: Database) {}

  /**
   * @param keys of a site, `companyKeys` of its company, that the caller may see
   * @param controller only the sites of this one
   */
  async read(keys: readonly string[], companyKeys: readonly string[], controller?: string): Promise<JsonText> {
    const name = JSON.stringify([keys, companyKeys, controller]);
    const known = this.known.get(name);
    const values = [keys, companyKeys, known?.stamp ?? null];
    const [row] =
      controller === undefined
        ? await this.database.rows<Row>(LIST_WITH_COMPANIES, values)
        : await this.database.rows<Row>(LIST_OF_CONTROLLER, [...values, controller]);
    if (known && row?.json === null) return new JsonText(known.json, keys);
    if (typeof row?.json !== 'string') throw new Error('A list of sites was not answered');
    const json = Buffer.from(row.json);
    this.known.set(name, { stamp: row.stamp, json });
    return new JsonText(json, keys);
  }
}
