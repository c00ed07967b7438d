import type * as Contract from '@contract/optima';
import { assertSame, Integer, ListOf, Text } from '@app/contract';

export class UnifiRadioLimitsDto implements Contract.UnifiRadioLimits {
  @Text()
  radio: string;

  @Text()
  band: string;

  @Integer()
  activeWlans: number;

  @Integer()
  limit: number;

  @Integer()
  remaining: number;

  @ListOf('text')
  wlanNames: string[];
}

export class UnifiWifiLimitsDto implements Contract.UnifiWifiLimits {
  @Text()
  apId: string;

  @Text({ nullable: true })
  apName: string | null;

  @Text()
  mac: string;

  @Text({ nullable: true })
  model: string | null;

  @ListOf(() => UnifiRadioLimitsDto)
  radios: UnifiRadioLimitsDto[];
}

assertSame<UnifiRadioLimitsDto, Contract.UnifiRadioLimits>();
assertSame<UnifiWifiLimitsDto, Contract.UnifiWifiLimits>();
