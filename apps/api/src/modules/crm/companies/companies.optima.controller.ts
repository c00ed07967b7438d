import { Param, Query } from '@nestjs/common';
import { list, one, page, Route, SurfaceController, surfaces } from '@app/contract';
import { mapPage } from '@app/kernel';
import {
  CompanyDto,
  CompanyFetchQueryDto,
  CompanyListQueryDto,
  CompanySummaryDto,
  configuration,
  partsOf,
  toCompanyAnswer,
  toCompanySummaryDto,
} from './company.dto';
import { CompanyError } from './companies.errors';
import { companyGate, CompanyPermission } from './companies.permissions';
import { ConnectWiseError } from '../connectwise';
import { CompaniesService } from './companies.service';
import { LiveCompanies } from './live-companies';

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
  constructor(
    private readonly companies: CompaniesService,
    private readonly live: LiveCompanies,
  ) {}

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
      '`cw_Data` holds what the query asks for and is empty when it asks for nothing. A flag counts when it is the text `true`; any other text counts as `false`. The company is asked of ConnectWise; when that is slow or down, the answer is what was known last, with the header `x-data-stale: true` and its `age` in seconds.',
    message: 'Company Fetched Successfully!',
  })
  fetch(@Param('identifier') identifier: string, @Query() query: CompanyFetchQueryDto) {
    return this.live.get(identifier, partsOf(query)).then((found) => toCompanyAnswer(found, query));
  }

  @Route({
    get: ':identifier/configurations',
    access: [CompanyPermission.fetch, CompanyPermission.fetchConfigurations],
    returns: list(configuration),
    errors: [CompanyError.notFound, ConnectWiseError.unreachable, ConnectWiseError.timeout],
    summary: "List a company's configurations",
    description:
      'Asked of ConnectWise each time, as it has them; up to 10,000. A company that ConnectWise does not know has none.',
    message: 'Company Configurations Fetched Successfully!',
  })
  listConfigurations(@Param('identifier') identifier: string) {
    return this.live.configurations(identifier);
  }
}
