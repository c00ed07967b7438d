import type { ApGroup, Device, Radio, Wlan } from '../controller';
import { deviceName, isAccessPoint } from './device';
import type { UnifiRadioLimitsDto, UnifiWifiLimitsDto } from './wifi-limits.dto';

/** An access point broadcasts no more SSIDs than this on each of its radios. */
const WLANS_PER_RADIO = 8;

type Members = ReadonlyMap<string, ReadonlySet<string>>;

/** The access points of each AP group. Groups that the controller made for a single WLAN count like any other. */
const membersOf = (apGroups: readonly ApGroup[]): Members =>
  new Map(apGroups.map(({ id, deviceMacs }) => [id, new Set(deviceMacs)]));

const reaches = ({ apGroupMode, apGroupIds }: Wlan, mac: string, members: Members): boolean =>
  apGroupMode === 'all' || apGroupIds.some((group) => members.get(group)?.has(mac));

/**
 * Controllers before AP groups put a WLAN into one WLAN group, and each radio broadcasts those of one. Where either says
 * nothing, the WLAN counts.
 */
const broadcasts = ({ wlanGroupId: of }: Wlan, { wlanGroupId: group }: Radio): boolean =>
  of === null || group === null || of === group;

/**
 * For every radio of every adopted access point, which enabled WLANs are on it and how many more fit.
 * A WLAN that its schedule silences at the moment takes its place all the same.
 */
export function wifiLimits(
  devices: readonly Device[],
  wlans: readonly Wlan[],
  apGroups: readonly ApGroup[],
): UnifiWifiLimitsDto[] {
  const members = membersOf(apGroups);
  const enabled = wlans.filter((wlan) => wlan.enabled);
  const limitsOf = (of: Radio, mac: string): UnifiRadioLimitsDto => {
    const { radio, band } = of;
    const isOn = ({ bands }: Wlan) => bands.some((candidate) => candidate === band);
    const isHere = (wlan: Wlan) =>
      members.size === 0 && wlan.apGroupIds.length === 0 ? broadcasts(wlan, of) : reaches(wlan, mac, members);
    const active = enabled.filter((wlan) => isOn(wlan) && isHere(wlan));
    return {
      radio: radio ?? 'unknown',
      band: band ?? 'unknown',
      activeWlans: active.length,
      limit: WLANS_PER_RADIO,
      remaining: Math.max(0, WLANS_PER_RADIO - active.length),
      wlanNames: active.map(({ name }) => name),
    };
  };
  return devices
    .filter((device) => isAccessPoint(device) && device.adopted)
    .map((device) => ({
      ...{ apId: device.id, apName: deviceName(device), mac: device.mac, model: device.model },
      radios: device.radios.map((radio) => limitsOf(radio, device.mac)),
    }));
}
