import { Param, Query } from '@nestjs/common';
import { one, page, Route, SurfaceController, surfaces } from '@app/contract';
import { mapPage } from '@app/kernel';
import {
  CompanyDto,
  CompanyFetchQueryDto,
  CompanyListQueryDto,
  CompanySummaryDto,
  toCompanyDto,
  toCompanySummaryDto,
} from './company.dto';
import { CompanyError } from './companies.errors';
import { companyGate, CompanyPermission } from './companies.permissions';
import { CompaniesService } from './companies.service';

const addressIncluded = {
  when: 'query.includeAddress=true',
  nodes: [CompanyPermission.fetchAddress],
  applies: ({ query }: { query: Readonly<Record<string, unknown>> }) => query.includeAddress === 'true',
};

const allContactsIncluded = {
  when: 'query.includeAllContacts=true',
  nodes: [CompanyPermission.fetchContacts],
  applies: ({ query }: { query: Readonly<Record<string, unknown>> }) => query.includeAllContacts === 'true',
};

@SurfaceController(surfaces.optima, { path: 'company/companies', name: 'companies', tag: 'Companies' })
export class CompaniesOptimaController {
  constructor(private readonly companies: CompaniesService) {}

  @Route({
    get: '',
    access: [CompanyPermission.fetchMany],
    returns: page(CompanySummaryDto),
    gate: companyGate,
    summary: 'List companies',
    description: 'By name. Without `cw_Data`, which only a single company shows.',
    message: 'Companies Fetched Successfully!',
  })
  list(@Query() query: CompanyListQueryDto) {
    return this.companies.list(query).then((found) => mapPage(found, toCompanySummaryDto));
  }

  @Route({
    get: ':identifier',
    access: [CompanyPermission.fetch],
    when: [addressIncluded, allContactsIncluded],
    returns: one(CompanyDto),
    gate: companyGate,
    errors: [CompanyError.notFound],
    summary: 'Fetch a company',
    description:
      '`cw_Data` holds what the query asks for and is empty when it asks for nothing. A flag counts when it is the text `true`; any other text counts as `false`.',
    message: 'Company Fetched Successfully!',
  })
  fetch(@Param('identifier') identifier: string, @Query() query: CompanyFetchQueryDto) {
    return this.companies.get(identifier).then((company) => toCompanyDto(company, query));
  }
}
