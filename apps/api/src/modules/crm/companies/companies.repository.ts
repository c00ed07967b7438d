import { Injectable } from '@nestjs/common';
import { Database } from '@app/database';
import type { Page } from '@app/kernel';
import type { CompanyData } from './company-data';
import {
  FIND,
  FIND_ANY,
  LIST,
  NAMES,
  ONE_SEEDING_AT_A_TIME,
  SEARCH,
  type CompanySummary,
  type Counted,
} from './company-statements';
import { REFRESH } from './company-sync-statements';
import { Company } from './company.entity';

/** A company with what is known of it. */
export interface CompanyRecord extends CompanySummary {
  readonly cwData: CompanyData;
  /** When ConnectWise was asked last. */
  readonly cwRefreshedAt: Date | null;
  readonly updatedAt: Date;
}

/** What ConnectWise says of a company now. */
export interface FoundCompany extends Pick<CompanyRecord, 'name' | 'cwIdentifier'> {
  /** What is not named stays. */
  readonly data: CompanyData;
  readonly deleted: boolean;
  /** When it was changed there; null for one that is gone. */
  readonly cwLastUpdated: Date | null;
}

/** As much of a company as other records show of theirs. */
export interface CompanyReference {
  readonly id: string;
  readonly name: string;
}

export type NewCompany = Pick<Company, 'name' | 'cwCompanyId' | 'cwIdentifier' | 'cwData'>;

const isSummary = (row: Counted): row is CompanySummary & { total: number } => row.id !== null;

@Injectable()
export class CompaniesRepository {
  constructor(private readonly database: Database) {}

  /** Rows of one page and the number of all matches, by one prepared statement. An empty `search` finds everything. */
  async list(search: string, page: number, size: number): Promise<Page<CompanySummary>> {
    const stretch = [size, (page - 1) * size];
    const rows = await (search === ''
      ? this.database.rows<Counted>(LIST, stretch)
      : this.database.rows<Counted>(SEARCH, [...stretch, search]));
    return { items: rows.filter(isSummary), total: rows[0]?.total ?? 0, page, size };
  }

  async find(id: string): Promise<CompanyRecord | undefined> {
    const [row] = await this.database.rows<CompanyRecord>(FIND, [id]);
    return row;
  }

  /** Keeps what ConnectWise says of a company now. @returns undefined when the company is gone here */
  async refresh(
    id: string,
    { name, cwIdentifier, data, deleted, cwLastUpdated }: FoundCompany,
  ): Promise<CompanyRecord | undefined> {
    const values = [id, name, cwIdentifier, JSON.stringify(data), deleted, cwLastUpdated];
    const [row] = await this.database.rows<CompanyRecord>(REFRESH, values);
    return row;
  }

  names(ids: readonly string[]): Promise<CompanyReference[]> {
    return this.database.rows<CompanyReference>(NAMES, [ids]);
  }

  async any(): Promise<boolean> {
    return (await this.database.rows(FIND_ANY)).length > 0;
  }

  /** Until the transaction ends, nobody else can find out whether there is a company yet. */
  async serializeSeeding(): Promise<void> {
    await this.database.rows(ONE_SEEDING_AT_A_TIME);
  }

  insert(company: NewCompany): Promise<Company> {
    const rows = this.database.repository(Company);
    return rows.save(rows.create(company));
  }
}
