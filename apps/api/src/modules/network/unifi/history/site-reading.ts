import type { Device, SubsystemHealth } from '../controller';
import { packHealth, type PackedHealth } from './packed-health';
import { countOf, storable } from './storable';

/** What seldom changes of a device. */
export interface DeviceFacts {
  readonly name: string | null;
  readonly model: string | null;
  readonly type: string | null;
  /** Of the firmware. */
  readonly version: string | null;
  readonly adopted: boolean;
}

export interface SeenDevice extends DeviceFacts {
  /** In lower case: what the device is known by. */
  readonly mac: string;
  readonly ip: string | null;
  /** The number that the controller has for it. */
  readonly state: number;
  readonly clients: number | null;
  /** In seconds. */
  readonly uptime: number | null;
}

/** Counts of a whole site at one moment; null where the controller counts nothing. */
export interface SiteCounts {
  readonly clients: number | null;
  readonly guests: number | null;
  readonly devicesAdopted: number;
  readonly devicesConnected: number;
  readonly devicesDisconnected: number;
  readonly devicesPending: number;
}

/** What the controller says of a site at one moment. */
export interface SiteReading {
  readonly devices: readonly SeenDevice[];
  readonly counts: SiteCounts;
  readonly health: readonly PackedHealth[];
}

const MOST_DEVICES = 10_000;
const CONNECTED = 1;
const PENDING = 2;
const LARGEST_STATE = 32_767;
/** Of a number that no version of the controller has, and of a device that it says nothing of: its name is `unknown`. */
export const UNKNOWN_STATE = -1;
/** Off, or not heard of for longer than it may be silent. */
const UNHEARD: ReadonlySet<number> = new Set([0, 6]);

/** A device without a MAC address cannot be known again; of two with the same one the later counts. */
export function readSite(devices: readonly Device[], health: readonly SubsystemHealth[]): SiteReading {
  const known = devices.slice(0, MOST_DEVICES).flatMap((device) => seenDevice(device) ?? []);
  const seen = [...new Map(known.map((device) => [device.mac, device])).values()];
  const adopted = seen.filter((device) => device.adopted);
  const guests = total(health, 'numGuest');
  const users = total(health, 'numUser');
  return {
    devices: seen,
    counts: {
      clients: users === null && guests === null ? null : countOf((users ?? 0) + (guests ?? 0)),
      guests,
      devicesAdopted: adopted.length,
      devicesConnected: adopted.filter(({ state }) => state === CONNECTED).length,
      devicesDisconnected: adopted.filter(({ state }) => UNHEARD.has(state)).length,
      devicesPending: seen.filter(({ state }) => state === PENDING).length,
    },
    health: packHealth(health),
  };
}

function seenDevice(device: Device): SeenDevice | null {
  const mac = storable(device.mac);
  if (mac === null || mac === '') return null;
  return {
    mac,
    ...{ name: storable(device.name), model: storable(device.model), type: storable(device.type) },
    ...{ version: storable(device.version), adopted: device.adopted, ip: storable(device.ip) },
    state: isState(device.state) ? device.state : UNKNOWN_STATE,
    ...{ clients: countOf(device.clients), uptime: countOf(device.uptime) },
  };
}

const isState = (state: number): boolean => Number.isInteger(state) && state >= 0 && state <= LARGEST_STATE;

function total(health: readonly SubsystemHealth[], key: 'numUser' | 'numGuest'): number | null {
  const counts = health.map((subsystem) => subsystem[key]).filter((count) => typeof count === 'number');
  return counts.length === 0 ? null : countOf(counts.reduce((sum, count) => sum + count, 0));
}
