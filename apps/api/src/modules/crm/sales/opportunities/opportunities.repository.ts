import { Injectable } from '@nestjs/common';
import { Database } from '@app/database';
import { newId, type Page } from '@app/kernel';
import type { CwOpportunity } from '../../connectwise';
import type { Kept } from '../../sync';
import type { OpportunitySnapshot } from './opportunity-snapshot';
import {
  COUNT,
  type CountedOpportunity,
  FIND,
  FIND_BY_CW_ID,
  KEEP,
  LINK_COMPANIES,
  LIST,
  MARK_DELETED,
  MARK_MISSING,
  type OpportunityRow,
  SEARCH,
} from './opportunity-statements';

/** An opportunity as ConnectWise told it, and what is shown of it. */
export interface ReadOpportunity {
  readonly record: CwOpportunity;
  readonly snapshot: OpportunitySnapshot;
}

/** Ids of ConnectWise above `after`, up to `upTo` where told, of which it was found to have those that are `present`. */
interface ReadRange {
  readonly after: number;
  readonly upTo: number | null;
  readonly present: readonly number[];
  readonly startedAt: Date;
}

export interface OpportunityFilter {
  readonly search: string;
  readonly includeClosed: boolean;
}

const isRow = (row: CountedOpportunity): row is OpportunityRow & { total: number } => row.id !== null;

/** What PostgreSQL takes for no text at all: U+0000 and halves of surrogate pairs. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '\ufffd') : value;

const toStored = ({ record, snapshot }: ReadOpportunity) => ({
  ...{ id: newId(), cwOpportunityId: record.id, name: record.name, closed: snapshot.closedFlag },
  ...{ cwCompanyId: record.company?.id ?? null, cwLastUpdated: snapshot.cwLastUpdated, snapshot },
});

@Injectable()
export class OpportunitiesRepository {
  constructor(private readonly database: Database) {}

  /** Rows of one page and the number of all matches, by one prepared statement. An empty `search` finds everything. */
  async list({ search, includeClosed }: OpportunityFilter, page: number, size: number): Promise<Page<OpportunityRow>> {
    const values = [size, (page - 1) * size, includeClosed];
    const rows = await (search === ''
      ? this.database.rows<CountedOpportunity>(LIST, values)
      : this.database.rows<CountedOpportunity>(SEARCH, [...values, search]));
    return { items: rows.filter(isRow), total: rows[0]?.total ?? 0, page, size };
  }

  async count(openOnly: boolean): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(COUNT, [openOnly]);
    return row?.count ?? 0;
  }

  async find(id: string): Promise<OpportunityRow | undefined> {
    const [row] = await this.database.rows<OpportunityRow>(FIND, [id]);
    return row;
  }

  async findByCwId(cwId: number): Promise<OpportunityRow | undefined> {
    const [row] = await this.database.rows<OpportunityRow>(FIND_BY_CW_ID, [cwId]);
    return row;
  }

  /** @param readAt when ConnectWise was asked for them. @returns how many are new here, and how many are others now */
  async keep(opportunities: readonly ReadOpportunity[], readAt: Date): Promise<Kept> {
    const stored = JSON.stringify(opportunities.map(toStored), storable);
    const kept = await this.database.rows<{ created: boolean; changed: boolean }>(KEEP, [stored, readAt]);
    const created = kept.filter((row) => row.created).length;
    return { created, updated: kept.filter(({ changed }) => changed).length - created };
  }

  async linkCompanies(): Promise<void> {
    await this.database.rows(LINK_COMPANIES);
  }

  /** @returns how many are known not to be in ConnectWise any more, and were not before */
  async markMissing({ after, upTo, present, startedAt }: ReadRange): Promise<number> {
    return (await this.database.rows(MARK_MISSING, [after, upTo, present, startedAt])).length;
  }

  async markDeleted(cwId: number): Promise<void> {
    await this.database.rows(MARK_DELETED, [cwId]);
  }
}
