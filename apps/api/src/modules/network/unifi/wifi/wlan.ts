import type { Wlan } from '../controller';
import type { UnifiWlanDto } from './wlan.dto';

const isText = (value: unknown): value is string => typeof value === 'string';
const isInteger = (value: unknown): value is number => Number.isInteger(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A WLAN in the words of the contract. */
export const toWlanDto = (wlan: Wlan): UnifiWlanDto => ({
  ...wlan,
  band: wlan.band ?? 'both',
  bands: [...wlan.bands],
  apGroupIds: [...wlan.apGroupIds],
  apGroupMode: wlan.apGroupMode ?? 'all',
  macFilterList: [...wlan.macFilterList],
  privatePreSharedKeys: wlan.privatePreSharedKeys.map(({ password, networkconfId }) => ({ password, networkconfId })),
  saeGroups: wlan.saeGroups.filter(isInteger),
  saePsk: [...wlan.saePsk],
  schedule: wlan.schedule.filter(isText),
  scheduleWithDuration: wlan.scheduleWithDuration.filter(isRecord),
  bcFilterList: [...wlan.bcFilterList],
});
