import type * as Contract from '@contract/optima';
import { assertSame, Moment, Nested, Text } from '@app/contract';

export class UnifiSiteDto implements Contract.UnifiSite {
  @Text()
  id: string;

  @Text({ description: 'What the controller describes the site as.' })
  name: string;

  @Text({ description: 'The short name of the site in the controller.' })
  siteId: string;

  @Text({ nullable: true })
  companyId: string | null;

  @Moment()
  createdAt: string;

  @Moment()
  updatedAt: string;
}

export class UnifiSiteCompanyDto implements Contract.UnifiSiteCompany {
  @Text({ optional: true })
  id?: string;

  @Text({ optional: true })
  name?: string;
}

export class UnifiSiteWithCompanyDto extends UnifiSiteDto implements Contract.UnifiSiteWithCompany {
  @Nested(() => UnifiSiteCompanyDto, { nullable: true })
  company: UnifiSiteCompanyDto | null;
}

export class UnifiSiteCreateDto implements Contract.UnifiSiteCreate {
  @Text({ min: 1, max: 128, pattern: /\S/, description: 'The name people see.' })
  description: string;
}

export class UnifiSiteLinkDto implements Contract.UnifiSiteLink {
  @Text({ min: 1, max: 64 })
  companyId: string;
}

assertSame<UnifiSiteDto, Contract.UnifiSite>();
assertSame<UnifiSiteCompanyDto, Contract.UnifiSiteCompany>();
assertSame<UnifiSiteWithCompanyDto, Contract.UnifiSiteWithCompany>();
assertSame<UnifiSiteCreateDto, Contract.UnifiSiteCreate>();
assertSame<UnifiSiteLinkDto, Contract.UnifiSiteLink>();
