import { UNKNOWN_STATE, type DeviceFacts, type SeenDevice } from './site-reading';

/** A device as the snapshots before left it. */
export interface KnownDevice extends DeviceFacts {
  readonly mac: string;
  readonly revisionId: number;
  readonly present: boolean;
  readonly state: number;
  readonly stateSince: Date;
  /** What was told last of its state. */
  readonly toldState: number;
  /** When something was told, oldest first; the last few times only. */
  readonly toldAt: readonly Date[];
}

/** A device as this snapshot leaves it. */
export interface KeptDevice extends SeenDevice {
  /** Null when its facts are new. */
  readonly revisionId: number | null;
  readonly stateSince: Date;
  readonly toldState: number;
  readonly toldAt: readonly Date[];
}

/** What is told of a device that the controller does not have any more. */
interface MissedDevice {
  readonly mac: string;
  readonly toldState: number;
  readonly toldAt: readonly Date[];
}

type ToldDevice = Pick<SeenDevice, 'mac' | 'name' | 'model' | 'type' | 'state'>;

/** A change of state that is to be told. */
export interface StateChange {
  readonly device: ToldDevice;
  readonly previousState: number;
  readonly flapping: boolean;
}

export interface Comparison {
  readonly kept: readonly KeptDevice[];
  readonly missed: readonly MissedDevice[];
  /** Revisions that hold no longer, and those that hold again: of devices that came back as they were. */
  readonly closed: readonly number[];
  readonly opened: readonly number[];
  readonly changes: readonly StateChange[];
}

/** So often within an hour a device's state is told; after that what it has become, once the first of them is an hour old. */
const MOST_TOLD = 4;
const HOUR_MS = 3_600_000;

/** What a snapshot at `at` means for the devices of a site. */
export function compare(known: readonly KnownDevice[], seen: readonly SeenDevice[], at: Date): Comparison {
  const byMac = new Map(known.map((device) => [device.mac, device]));
  const results = seen.map((device) => keep(device, byMac.get(device.mac), at));
  const macs = new Set(seen.map(({ mac }) => mac));
  const absent = known.filter(({ mac }) => !macs.has(mac));
  const gone = absent.filter(({ present }) => present).map(({ revisionId }) => revisionId);
  const misses = absent.flatMap((device) => miss(device, at));
  return {
    kept: results.map(({ kept }) => kept),
    missed: misses.map(({ missed }) => missed),
    closed: [...gone, ...results.flatMap(({ closed }) => closed ?? [])],
    opened: results.flatMap(({ opened }) => opened ?? []),
    changes: [...results.flatMap(({ change }) => change ?? []), ...misses.map(({ change }) => change)],
  };
}

interface Kept {
  readonly kept: KeptDevice;
  readonly closed?: number;
  readonly opened?: number;
  readonly change?: StateChange;
}

/** A device at first sight is no change: nobody was told anything before. */
function keep(seen: SeenDevice, known: KnownDevice | undefined, at: Date): Kept {
  if (!known) return { kept: { ...seen, revisionId: null, stateSince: at, toldState: seen.state, toldAt: [] } };
  const holds = isSame(seen, known);
  const stateSince = seen.state === known.state ? known.stateSince : at;
  const { toldState, toldAt, change } = tell(seen, known, at);
  return {
    kept: { ...seen, revisionId: holds ? known.revisionId : null, stateSince, toldState, toldAt },
    ...(!holds && known.present && { closed: known.revisionId }),
    ...(holds && !known.present && { opened: known.revisionId }),
    ...(change && { change }),
  };
}

/**
 * Whoever watches a device hears that the controller says nothing of it any more, as after it was removed there. It is
 * not called disconnected: that is one which the controller has and does not hear.
 */
function miss(known: KnownDevice, at: Date): { readonly missed: MissedDevice; readonly change: StateChange }[] {
  const { toldState, toldAt, change } = tell({ ...known, state: UNKNOWN_STATE }, known, at);
  return change ? [{ missed: { mac: known.mac, toldState, toldAt }, change }] : [];
}

function tell(
  device: ToldDevice,
  { toldState, toldAt }: KnownDevice,
  at: Date,
): Pick<KeptDevice, 'toldState' | 'toldAt'> & { readonly change?: StateChange } {
  const lately = toldAt.filter((moment) => at.getTime() - moment.getTime() < HOUR_MS);
  if (device.state === toldState || lately.length >= MOST_TOLD) return { toldState, toldAt: lately };
  const flapping = lately.length + 1 === MOST_TOLD;
  return {
    toldState: device.state,
    toldAt: [...lately, at],
    change: { device, previousState: toldState, flapping },
  };
}

const isSame = (one: DeviceFacts, other: DeviceFacts): boolean =>
  one.name === other.name &&
  one.model === other.model &&
  one.type === other.type &&
  one.version === other.version &&
  one.adopted === other.adopted;
