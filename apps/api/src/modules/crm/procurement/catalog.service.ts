import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import type { JsonText } from '@app/contract';
import { Database, Transactions } from '@app/database';
import { DomainError, invalidField, PermissionSet, type Actor, type Page } from '@app/kernel';
import { ConnectWise } from '../connectwise';
import { CatalogError } from './catalog.errors';
import { catalogItemGate } from './catalog.permissions';
import type { CatalogCriteria } from './catalog-criteria';
import {
  CatalogRepository,
  type CatalogItemReference,
  type FilterScope,
  type FilterValues,
} from './catalog.repository';
import { CATEGORIES } from './catalog-statements';
import type { Category, Ecosystem } from './taxonomy';
import { ecosystems, knownCategories } from './taxonomy-data';

export interface CatalogQuery extends Omit<CatalogCriteria, 'ecosystem'> {
  readonly page?: number;
  readonly rpp?: number;
  readonly ecosystem?: string;
}

export interface Taxonomy {
  readonly categories: readonly Category[];
  readonly ecosystems: readonly Ecosystem[];
}

const PAGE_SIZE = 30;
const MAX_LINKS = 500;

/** The catalogue. `keys` are those of the answer that its caller may see. */
@Injectable()
export class CatalogService {
  constructor(
    private readonly items: CatalogRepository,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly connectWise: ConnectWise,
  ) {}

  list(
    { page = 1, rpp = PAGE_SIZE, ecosystem, ...filters }: CatalogQuery,
    keys: readonly string[],
  ): Promise<Page<JsonText>> {
    const rules = ecosystems.find(({ name }) => name === ecosystem)?.manufacturers ?? [];
    return this.items.list({ ...filters, ...(ecosystem !== undefined && { ecosystem: rules }) }, keys, page, rpp);
  }

  async count(activeOnly = false): Promise<{ count: number }> {
    return { count: await this.items.total({ includeInactive: !activeOnly }) };
  }

  filterValues(scope: FilterScope): Promise<FilterValues> {
    return this.items.filterValues(scope);
  }

  async taxonomy(): Promise<Taxonomy> {
    const [row] = await this.database.rows<{ categories: Category[] | null }>(CATEGORIES);
    return { categories: row?.categories ?? knownCategories, ecosystems };
  }

  /** @throws 404 `catalog.notFound` */
  async get(identifier: string, keys: readonly string[], withLinks = false): Promise<JsonText> {
    const { id } = await this.find(identifier, false);
    return this.show(id, keys, withLinks ? keys : undefined);
  }

  /** @throws 404 `catalog.notFound` */
  async linked(identifier: string, keys: readonly string[]): Promise<JsonText> {
    const { id } = await this.find(identifier, true);
    return this.items.linked(id, keys);
  }

  /** @throws 404 for either item, 400 for the item itself, 409 for more links than an item can have */
  async link(actor: Actor, identifier: string, targetId: string, keys: readonly string[]): Promise<JsonText> {
    return this.change(actor, identifier, targetId, keys, {
      action: 'catalog.link',
      words: 'were linked',
      perform: async (one, other) => {
        const changed = await this.items.link(one, other);
        const links = changed ? await Promise.all([this.items.countLinks(one), this.items.countLinks(other)]) : [];
        if (links.some((count) => count > MAX_LINKS)) throw CatalogError.tooManyLinks();
        return changed;
      },
    });
  }

  /** @throws 404 for either item, 400 for the item itself */
  async unlink(actor: Actor, identifier: string, targetId: string, keys: readonly string[]): Promise<JsonText> {
    return this.change(actor, identifier, targetId, keys, {
      action: 'catalog.unlink',
      words: 'are linked no more',
      perform: (one, other) => this.items.unlink(one, other),
    });
  }

  /** @throws 404, and what `ConnectWiseError` says when ConnectWise cannot be asked */
  async refreshInventory(actor: Actor, identifier: string, keys: readonly string[]): Promise<JsonText> {
    const item = await this.find(identifier, false);
    const onHand = await (await this.connectWise.connection()).onHand(item.cwCatalogId).catch((error: unknown) => {
      throw isGone(error) ? CatalogError.notFound({ identifier }) : error;
    });
    return this.transactions.run(async () => {
      const changed = await this.items.setOnHand([item.id], [onHand]);
      if (changed.size > 0) {
        await this.audit.record(actor, {
          action: 'catalog.inventory.refresh',
          target: { type: 'catalogItem', id: item.id, name: item.name },
          message: `The number of ${item.name} on hand was refreshed`,
          before: { onHand: changed.get(item.id) },
          after: { onHand },
        });
      }
      return this.show(item.id, keys);
    });
  }

  private async change(
    actor: Actor,
    identifier: string,
    targetId: string,
    keys: readonly string[],
    {
      action,
      words,
      perform,
    }: { action: string; words: string; perform: (one: string, other: string) => Promise<boolean> },
  ): Promise<JsonText> {
    const [item, target] = [await this.find(identifier, true), await this.find(targetId, true)];
    if (item.id === target.id) throw invalidField(['body', 'targetId'], 'targetId is the item itself');
    return this.transactions.run(async () => {
      await this.items.lock([item.id, target.id]);
      if (await perform(item.id, target.id)) {
        await this.audit.record(actor, {
          action,
          target: { type: 'catalogItem', id: item.id, name: item.name },
          message: `${item.name} and ${target.name} ${words}`,
          after: { otherId: target.id, otherName: target.name },
        });
      }
      return this.show(item.id, keys, allowed(actor));
    });
  }

  private async find(identifier: string, byIdentifier: boolean): Promise<CatalogItemReference> {
    const item = await this.items.resolve(identifier, byIdentifier);
    if (!item) throw CatalogError.notFound({ identifier });
    return item;
  }

  private async show(id: string, keys: readonly string[], linkedKeys?: readonly string[]): Promise<JsonText> {
    const text = await this.items.fetch(id, keys, linkedKeys);
    if (!text) throw CatalogError.notFound({ identifier: id });
    return text;
  }
}

/** An answer of a write shows more of the item itself than of those linked to it. */
const allowed = ({ principal }: Actor): readonly string[] =>
  (principal?.permissions ?? PermissionSet.none).allowedFields(catalogItemGate.scope, catalogItemGate.fields);

const isGone = (error: unknown): boolean => error instanceof DomainError && error.status === 404;
