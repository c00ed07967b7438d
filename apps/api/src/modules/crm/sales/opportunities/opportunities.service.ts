import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { type Actor, Clock, type Page } from '@app/kernel';
import { CustomFields } from '../../custom-fields';
import { OpportunitiesRepository } from './opportunities.repository';
import { OpportunityDirectory } from './opportunity-directory';
import { type Hydration, OpportunityHydration } from './opportunity-hydration';
import type { OpportunityRow } from './opportunity-statements';

const PAGE_SIZE = 30;

export interface OpportunityQuery {
  readonly page?: number;
  readonly rpp?: number;
  /** Part of the name, whatever its case and accents. */
  readonly search?: string;
  readonly includeClosed?: boolean;
}

/** Something that is shown of opportunities, and what ConnectWise adds to it. */
export interface Hydrated<T> {
  readonly found: T;
  readonly hydration: Hydration;
  /** How old the oldest of it is, when ConnectWise did not add everything; else null. */
  readonly staleSeconds: number | null;
}

@Injectable()
export class OpportunitiesService {
  constructor(
    private readonly rows: OpportunitiesRepository,
    private readonly directory: OpportunityDirectory,
    private readonly hydration: OpportunityHydration,
    private readonly customFields: CustomFields,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  async list(query: OpportunityQuery): Promise<Hydrated<Page<OpportunityRow>>> {
    const { page = 1, rpp = PAGE_SIZE, search = '', includeClosed = false } = query;
    const listed = await this.rows.list({ search, includeClosed }, page, rpp);
    const [items, hydration] = await Promise.all([
      this.withCurrentFields(listed.items),
      this.hydration.ofMany(listed.items),
    ]);
    return this.hydrated({ ...listed, items }, items, hydration);
  }

  count(openOnly = false): Promise<number> {
    return this.rows.count(openOnly);
  }

  /** @throws 404 `opportunity.notFound`, or ConnectWiseError for one that is not known here */
  async get(identifier: string): Promise<Hydrated<OpportunityRow>> {
    return this.whole(await this.directory.get(identifier));
  }

  /** @throws 404 `opportunity.notFound`, ConnectWiseError */
  async refresh(actor: Actor, identifier: string): Promise<Hydrated<OpportunityRow>> {
    const row = await this.directory.refresh(identifier);
    await this.transactions.run(() =>
      this.audit.record(actor, {
        action: 'opportunity.refresh',
        target: { type: 'opportunity', id: row.id, name: row.snapshot.name },
        message: `Fetched the opportunity "${row.snapshot.name}" anew from ConnectWise`,
      }),
    );
    return this.whole(row);
  }

  private async whole(row: OpportunityRow): Promise<Hydrated<OpportunityRow>> {
    const [[current = row], hydration] = await Promise.all([this.withCurrentFields([row]), this.hydration.ofOne(row)]);
    return this.hydrated(current, [row], hydration);
  }

  /** Captions of custom fields change without a change of the opportunities that have them. */
  private async withCurrentFields(rows: readonly OpportunityRow[]): Promise<OpportunityRow[]> {
    const current = await this.customFields.current();
    return rows.map((row) => {
      const customFields = current(row.snapshot.customFields);
      return { ...row, snapshot: { ...row.snapshot, customFields } };
    });
  }

  private hydrated<T>(found: T, rows: readonly OpportunityRow[], hydration: Hydration): Hydrated<T> {
    if (hydration.complete) return { found, hydration, staleSeconds: null };
    const oldest = Math.min(...rows.map(({ syncedAt }) => syncedAt.getTime()));
    const staleSeconds = Math.max(0, Math.floor((this.clock.now().getTime() - oldest) / 1000));
    return { found, hydration, staleSeconds };
  }
}
