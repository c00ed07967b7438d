import type * as Contract from '@contract/optima';
import { assertSame, Integer, ListOf, Nested, Text } from '@app/contract';

const count = { optional: true };
const unknown = { nullable: true };

export class UnifiHealthDto implements Contract.UnifiHealth {
  @Text()
  subsystem: string;

  @Text()
  status: string;

  @Integer(count)
  numAdopted?: number;

  @Integer(count)
  numGateway?: number;

  @Integer(count)
  numSwitch?: number;

  @Integer(count)
  numAp?: number;

  @Integer(count)
  numUser?: number;

  @Integer(count)
  numGuest?: number;

  @Integer(count)
  numDisconnected?: number;

  @Integer(count)
  numPending?: number;
}

export class UnifiSysInfoDto implements Contract.UnifiSysInfo {
  @Text(unknown)
  timezone: string | null;

  @Text(unknown)
  hostname: string | null;

  @Text(unknown)
  version: string | null;
}

export class UnifiSiteInfoDto implements Contract.UnifiSiteInfo {
  @Text()
  description: string;

  @Text()
  name: string;
}

export class UnifiOverviewDto implements Contract.UnifiOverview {
  @ListOf(() => UnifiHealthDto)
  health: UnifiHealthDto[];

  @Nested(() => UnifiSysInfoDto)
  sysInfo: UnifiSysInfoDto;

  @Nested(() => UnifiSiteInfoDto)
  siteInfo: UnifiSiteInfoDto;
}

assertSame<UnifiHealthDto, Contract.UnifiHealth>();
assertSame<UnifiSysInfoDto, Contract.UnifiSysInfo>();
assertSame<UnifiSiteInfoDto, Contract.UnifiSiteInfo>();
assertSame<UnifiOverviewDto, Contract.UnifiOverview>();
