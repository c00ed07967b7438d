import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import { CompaniesRepository, type CompanyRecord, type CompanyReference } from './companies.repository';
import { CompanyError } from './companies.errors';
import type { CompanySummary } from './company-statements';

const PAGE_SIZE = 30;

export interface CompanyQuery {
  readonly page?: number;
  readonly rpp?: number;
  /** Part of the name or of the ConnectWise identifier, whatever its case and accents. */
  readonly search?: string;
}

@Injectable()
export class CompaniesService {
  constructor(private readonly companies: CompaniesRepository) {}

  list({ page = 1, rpp = PAGE_SIZE, search = '' }: CompanyQuery): Promise<Page<CompanySummary>> {
    return this.companies.list(search, page, rpp);
  }

  /** @throws 404 `company.notFound` */
  async get(identifier: string): Promise<CompanyRecord> {
    const company = await this.companies.find(identifier);
    if (!company) throw CompanyError.notFound({ identifier });
    return company;
  }

  /** Ids and names of companies, by id, for records that belong to one. Unknown ids are left out. */
  async references(ids: Iterable<string>): Promise<Map<string, CompanyReference>> {
    const unique = [...new Set(ids)];
    if (unique.length === 0) return new Map();
    return new Map((await this.companies.names(unique)).map((reference) => [reference.id, reference]));
  }
}
