import type * as Contract from '@contract/optima';
import { assertSame, Flag, Integer, ListOf, Nested, Text } from '@app/contract';

const unknown = { nullable: true };
const some = { optional: true };

export class UnifiDeviceRadioDto implements Contract.UnifiDeviceRadio {
  @Text({ description: '`ng`, `na`, `6e` or `ad`.' })
  radio: string;

  @Text(unknown)
  band: string | null;

  @Integer({ ...unknown, description: 'Null when the controller chooses it.' })
  channel: number | null;

  @Integer(unknown)
  channelWidth: number | null;

  @Text(unknown)
  txPowerMode: string | null;

  @Integer(unknown)
  txPower: number | null;
}

export class UnifiDeviceUplinkDto implements Contract.UnifiDeviceUplink {
  @Text(some)
  type?: string;

  @Text(some)
  mac?: string;

  @Text(some)
  name?: string;

  @Text(some)
  ip?: string;

  @Integer(some)
  port?: number;

  @Integer(some)
  speed?: number;

  @Flag(some)
  fullDuplex?: boolean;

  @Flag(some)
  up?: boolean;
}

export class UnifiDeviceDto implements Contract.UnifiDevice {
  @Text()
  id: string;

  @Text()
  mac: string;

  @Text(unknown)
  model: string | null;

  @Text(unknown)
  name: string | null;

  @Text()
  type: string;

  @Text({ description: 'Such as `connected`, `disconnected`, `pending`, `firmware mismatch` or `unknown`.' })
  state: string;

  @Text(unknown)
  ip: string | null;

  @Text(unknown)
  version: string | null;

  @Integer({ ...unknown, description: 'Seconds.' })
  uptime: number | null;

  @ListOf(() => UnifiDeviceRadioDto)
  radios: UnifiDeviceRadioDto[];

  @Nested(() => UnifiDeviceUplinkDto)
  uplink: UnifiDeviceUplinkDto;
}

export class UnifiAccessPointDto implements Contract.UnifiAccessPoint {
  @Text()
  id: string;

  @Text()
  mac: string;

  @Text(unknown)
  model: string | null;

  @Text()
  type: string;

  @Text(unknown)
  name: string | null;

  @Integer()
  state: number;

  @Flag()
  adopted: boolean;

  @Text(unknown)
  ip: string | null;

  @Text(unknown)
  version: string | null;
}

assertSame<UnifiDeviceRadioDto, Contract.UnifiDeviceRadio>();
assertSame<UnifiDeviceUplinkDto, Contract.UnifiDeviceUplink>();
assertSame<UnifiDeviceDto, Contract.UnifiDevice>();
assertSame<UnifiAccessPointDto, Contract.UnifiAccessPoint>();
