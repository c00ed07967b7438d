import type * as Contract from '@contract/optima';
import { assertSame, Flag, Integer, Text } from '@app/contract';

const unknown = { nullable: true };

export class UnifiNetworkDto implements Contract.UnifiNetwork {
  @Text()
  id: string;

  @Text()
  name: string;

  @Text(unknown)
  purpose: string | null;

  @Text({ ...unknown, description: 'The address of the network, not that of its gateway.' })
  subnet: string | null;

  @Integer({ ...unknown, description: 'Null where the network is untagged.' })
  vlanId: number | null;

  @Flag()
  dhcpEnabled: boolean;

  @Text(unknown)
  dhcpStart: string | null;

  @Text(unknown)
  dhcpStop: string | null;

  @Text(unknown)
  domainName: string | null;

  @Flag()
  isNat: boolean;

  @Flag()
  enabled: boolean;
}

assertSame<UnifiNetworkDto, Contract.UnifiNetwork>();
