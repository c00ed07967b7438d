import { flag, integer, type Device, type SubsystemHealth } from '../controller';
import type { UnifiAccessPointDto, UnifiDeviceDto, UnifiDeviceUplinkDto } from './device.dto';
import type { UnifiHealthDto } from './overview.dto';

export const isAccessPoint = ({ type }: Device): boolean => type === 'uap';

/** A device that nobody has named goes by its model, as the controller shows it. */
export const deviceName = ({ name, model }: Device): string | null => name ?? model;

const identityOf = (device: Device) => ({
  ...{ id: device.id, mac: device.mac, model: device.model, name: deviceName(device), type: device.type ?? 'unknown' },
  ...{ ip: device.ip, version: device.version },
});

const textIn = (key: string, value: unknown) => (typeof value === 'string' && value !== '' ? { [key]: value } : {});

function integerIn(key: string, value: unknown): object {
  const read = integer(value);
  return read === null ? {} : { [key]: read };
}

const flagIn = (key: string, value: unknown): object =>
  value === undefined || value === null || value === '' ? {} : { [key]: flag(value) };

/** What there is of it: a gateway has next to none, a device that is away has none now. */
const toUplinkDto = (uplink: Device['uplink']): UnifiDeviceUplinkDto => ({
  ...textIn('type', uplink.type),
  ...textIn('mac', uplink.uplink_mac ?? uplink.mac),
  ...textIn('name', uplink.uplink_device_name ?? uplink.name),
  ...textIn('ip', uplink.ip),
  ...integerIn('port', uplink.uplink_remote_port),
  ...integerIn('speed', uplink.speed),
  ...flagIn('fullDuplex', uplink.full_duplex),
  ...flagIn('up', uplink.up),
});

export const toDeviceDto = (device: Device): UnifiDeviceDto => ({
  ...identityOf(device),
  state: device.stateName,
  uptime: device.uptime,
  radios: device.radios.map(({ radio, band, channel, channelWidth, txPowerMode, txPower }) => ({
    ...{ radio: radio ?? 'unknown', band, channel, channelWidth, txPowerMode, txPower },
  })),
  uplink: toUplinkDto(device.uplink),
});

export const toAccessPointDto = (device: Device): UnifiAccessPointDto => ({
  ...identityOf(device),
  state: device.state,
  adopted: device.adopted,
});

/** Counts that only some subsystems have, by the names that the controller has for them in camel case. */
const COUNTS = {
  ...{ numAdopted: 'numAdopted', numGateway: 'numGateway', numSwitch: 'numSw', numAp: 'numAp', numUser: 'numUser' },
  ...{ numGuest: 'numGuest', numDisconnected: 'numDisconnected', numPending: 'numPending' },
} as const;

export const toHealthDto = (health: SubsystemHealth): UnifiHealthDto => ({
  subsystem: health.subsystem,
  status: health.status,
  ...Object.fromEntries(
    Object.entries(COUNTS).flatMap(([key, source]): [string, unknown][] =>
      typeof health[source] === 'number' ? [[key, health[source]]] : [],
    ),
  ),
});
