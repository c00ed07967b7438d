import { Injectable } from '@nestjs/common';
import { JsonText } from '@app/contract';
import { Database, type Statement } from '@app/database';
import type { OfController } from '../controller';
import {
  COUNT,
  COUNT_BY_CONTROLLER,
  FETCH,
  FIND,
  FIND_FOR_UPDATE,
  ID_OF,
  KEEP,
  LIST,
  LIST_OF_COMPANY,
  SET_COMPANY,
} from './site-statements';

export interface UnifiSite extends OfController {
  readonly id: string;
  readonly name: string;
  /** The short name of the site in the controller. */
  readonly siteId: string;
  readonly companyId: string | null;
}

export type SeenSite = Omit<UnifiSite, 'companyId'>;

export interface KeptSite {
  readonly id: string;
  readonly name: string;
  readonly created: boolean;
}

/** Sites as they were at the last sync. `keys` are those of the answer that its caller may see. */
@Injectable()
export class SitesRepository {
  constructor(private readonly database: Database) {}

  list(keys: readonly string[]): Promise<JsonText> {
    return this.listed(LIST, keys);
  }

  listOfCompany(companyId: string, keys: readonly string[]): Promise<JsonText> {
    return this.listed(LIST_OF_COMPANY, keys, [companyId]);
  }

  async fetch(id: string, keys: readonly string[]): Promise<JsonText | undefined> {
    const [row] = await this.database.rows<{ json: string }>(FETCH, [keys, id]);
    return row && new JsonText(row.json, keys);
  }

  async find(id: string): Promise<UnifiSite | undefined> {
    const [row] = await this.database.rows<UnifiSite>(FIND, [id]);
    return row;
  }

  async count(): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(COUNT);
    return row?.count ?? 0;
  }

  /** In a transaction: nobody else changes it until that ends. */
  async findForUpdate(id: string): Promise<UnifiSite | undefined> {
    const [row] = await this.database.rows<UnifiSite>(FIND_FOR_UPDATE, [id]);
    return row;
  }

  async setCompany(id: string, companyId: string | null): Promise<void> {
    await this.database.rows(SET_COMPANY, [id, companyId]);
  }

  /** @returns the sites that were added or renamed */
  keep(sites: readonly SeenSite[]): Promise<KeptSite[]> {
    return this.database.rows<KeptSite>(KEEP, [JSON.stringify(sites)]);
  }

  countByController(): Promise<{ readonly name: string; readonly sites: number }[]> {
    return this.database.rows(COUNT_BY_CONTROLLER);
  }

  async idOf({ controller, siteId }: Pick<UnifiSite, 'controller' | 'siteId'>): Promise<string> {
    const [row] = await this.database.rows<{ id: string }>(ID_OF, [controller, siteId]);
    if (!row) throw new Error('A site that was just kept is gone');
    return row.id;
  }

  private async listed(statement: Statement, keys: readonly string[], values: unknown[] = []): Promise<JsonText> {
    const [row] = await this.database.rows<{ json: string }>(statement, [keys, ...values]);
    return new JsonText(row?.json ?? '[]', keys);
  }
}
