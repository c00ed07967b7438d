import type * as Contract from '@contract/optima';
import { assertSame, Flag, Integer, ListOf, Moment, Text, Cursor } from '@app/contract';
import { invalidField } from '@app/kernel';
import { deviceStateName } from '../controller';
import { UnifiHealthDto } from '../devices/overview.dto';
import type { HistoryQuery, SnapshotStretch } from './history.service';
import { unpackHealth } from './packed-health';
import type { InventoryRow, SnapshotRow } from './snapshots.repository';

const unknown = { nullable: true };
const firmware = { nullable: true, description: 'Of the firmware.' };
const clients = { nullable: true, description: 'Null for a device that counts none.' };
const seconds = { nullable: true, description: 'Seconds.' };

export class UnifiHistoryQueryDto {
  @Moment({ optional: true, description: 'The earliest moment, included.' })
  from?: string;

  @Moment({ optional: true, description: 'The moment to stop before.' })
  to?: string;

  @Integer({
    optional: true,
    min: 60,
    max: 2_592_000,
    description: 'Seconds. Stretches of this length are counted from 1970; of each, the last snapshot is shown.',
  })
  step?: number;

  @Text({
    optional: true,
    pattern: /^[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){5}$/,
    description: 'The MAC address of the one device to show; the figures of the site stay those of all.',
  })
  device?: string;

  @Cursor()
  cursor?: string;

  @Integer({ optional: true, min: 1, max: 200, description: 'Snapshots per page; 50 when left out.' })
  limit?: number;
}

export class UnifiSnapshotDeviceDto implements Contract.UnifiSnapshotDevice {
  @Text()
  mac: string;

  @Text(unknown)
  name: string | null;

  @Text(unknown)
  model: string | null;

  @Text()
  type: string;

  @Text(firmware)
  version: string | null;

  @Text()
  state: string;

  @Integer(clients)
  clients: number | null;

  @Integer(seconds)
  uptime: number | null;
}

export class UnifiSnapshotDto implements Contract.UnifiSnapshot {
  @Moment()
  takenAt: string;

  @Integer({
    nullable: true,
    description: 'Of all subsystems, guests included. Null when the controller counts none.',
  })
  clients: number | null;

  @Integer(unknown)
  guests: number | null;

  @Integer()
  devicesAdopted: number;

  @Integer({ description: 'Of the adopted ones.' })
  devicesConnected: number;

  @Integer({ description: 'Of the adopted ones those that the controller does not hear.' })
  devicesDisconnected: number;

  @Integer({ description: 'Wait to be adopted.' })
  devicesPending: number;

  @ListOf(() => UnifiHealthDto)
  health: UnifiHealthDto[];

  @ListOf(() => UnifiSnapshotDeviceDto)
  devices: UnifiSnapshotDeviceDto[];
}

export class UnifiInventoryDeviceDto implements Contract.UnifiInventoryDevice {
  @Text()
  mac: string;

  @Text(unknown)
  name: string | null;

  @Text(unknown)
  model: string | null;

  @Text()
  type: string;

  @Text(firmware)
  version: string | null;

  @Flag()
  adopted: boolean;

  @Text(unknown)
  ip: string | null;

  @Text({
    description: 'As `/devices` has it, such as `connected` or `disconnected`; the last one of a device that is gone.',
  })
  state: string;

  @Moment({ description: 'The first snapshot that saw the state.' })
  stateSince: string;

  @Integer(clients)
  clients: number | null;

  @Integer(seconds)
  uptime: number | null;

  @Flag({ description: 'Whether the last snapshot had it.' })
  present: boolean;

  @Moment()
  firstSeenAt: string;

  @Moment()
  lastSeenAt: string;
}

assertSame<UnifiSnapshotDeviceDto, Contract.UnifiSnapshotDevice>();
assertSame<UnifiSnapshotDto, Contract.UnifiSnapshot>();
assertSame<UnifiInventoryDeviceDto, Contract.UnifiInventoryDevice>();

/** @throws 400 for a moment that no clock shows */
export const toHistoryQuery = ({ from, to, step, device }: UnifiHistoryQueryDto): HistoryQuery => ({
  ...{ from: momentOf('from', from), to: momentOf('to', to), step, device },
});

function momentOf(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw invalidField(['query', name], `${name} must be a moment in ISO 8601`);
  return moment;
}

const toSnapshotDto = ({ walked: _walked, takenAt, health, devices, ...counts }: SnapshotRow): UnifiSnapshotDto => ({
  takenAt: takenAt.toISOString(),
  ...counts,
  health: unpackHealth(health),
  devices: devices.map(({ state, ...device }) => ({ ...device, state: deviceStateName(state) })),
});

export const toSnapshotPage = ({ items, nextCursor }: SnapshotStretch) => ({
  items: items.map(toSnapshotDto),
  nextCursor,
});

export const toInventoryDeviceDto = ({
  state,
  stateSince,
  firstSeenAt,
  lastSeenAt,
  ...device
}: InventoryRow): UnifiInventoryDeviceDto => ({
  ...device,
  ...{ state: deviceStateName(state), stateSince: stateSince.toISOString() },
  ...{ firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() },
});
