import type * as Contract from '@contract/optima';
import { Answer, assertSame, Flag, Integer, type JsonText, Moment, Nested, Text } from '@app/contract';
import type { SyncedSites } from './site-sync.service';

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

  @Text({
    ...{ min: 1, max: 64, optional: true },
    description:
      'The controller to create it on, by the name that the configuration has for it; the default one, or the only one, when left out.',
  })
  controller?: string;
}

export class UnifiSiteListQueryDto {
  @Text({
    ...{ max: 64, optional: true },
    description:
      'Only the sites of this controller, by the name that the configuration has for it. Nothing for a name that no site has.',
  })
  controller?: string;
}

export class UnifiControllerInfoDto implements Contract.UnifiControllerInfo {
  @Text()
  name: string;

  @Flag({
    description:
      'Whether the configuration has it. Sites of one that it has no more stay here, and calls for them answer 503.',
  })
  configured: boolean;

  @Flag({
    description: 'Whether the process that answers holds back calls to it at the moment, as the last ones failed.',
  })
  down: boolean;

  @Integer({ description: 'How many sites of it are known here.' })
  sites: number;
}

export class UnifiSiteLinkDto implements Contract.UnifiSiteLink {
  @Text({ min: 1, max: 64 })
  companyId: string;
}

assertSame<UnifiSiteDto, Contract.UnifiSite>();
assertSame<UnifiSiteCompanyDto, Contract.UnifiSiteCompany>();
assertSame<UnifiSiteWithCompanyDto, Contract.UnifiSiteWithCompany>();
assertSame<UnifiSiteCreateDto, Contract.UnifiSiteCreate>();
assertSame<UnifiControllerInfoDto, Contract.UnifiControllerInfo>();
assertSame<UnifiSiteLinkDto, Contract.UnifiSiteLink>();

/** The sites, and which controllers could not be asked for theirs. */
export const toSyncedAnswer = ({ sites, failed }: SyncedSites): Answer<JsonText> => {
  const answer = new Answer(sites);
  return failed.length === 0 ? answer : answer.header('x-failed-controllers', failed.join(', '));
};
