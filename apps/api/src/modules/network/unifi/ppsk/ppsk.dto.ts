import type * as Contract from '@contract/optima';
import { assertSame, Integer, Text } from '@app/contract';

const LARGEST_VLAN = 4094;

export class UnifiPpskDto implements Contract.UnifiPpsk {
  @Text()
  key: string;

  @Text()
  name: string;

  @Text({ nullable: true })
  mac: string | null;

  @Integer({ nullable: true })
  vlanId: number | null;
}

export class UnifiPpskCreateDto implements Contract.UnifiPpskCreate {
  @Text({
    min: 8,
    max: 63,
    pattern: /^[\x20-\x7E]+$/,
    format: 'password',
    description: 'Printable ASCII, on this WLAN only once.',
  })
  key: string;

  @Text({ min: 1, max: 128, pattern: /\S/ })
  name: string;

  @Text({
    pattern: /^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$/,
    optional: true,
    nullable: true,
    description: 'The device that the key is for.',
  })
  mac?: string | null;

  @Integer({
    min: 1,
    max: LARGEST_VLAN,
    optional: true,
    nullable: true,
    description: 'The VLAN of one of the networks of the site; that of the WLAN when left out.',
  })
  vlanId?: number | null;
}

assertSame<UnifiPpskDto, Contract.UnifiPpsk>();
assertSame<UnifiPpskCreateDto, Contract.UnifiPpskCreate>();
