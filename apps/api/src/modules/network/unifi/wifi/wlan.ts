import type { Wlan } from '../controller';
import type { UnifiWlanDto } from './wlan.dto';

const isText = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A WLAN in the words of the contract. */
export const toWlanDto = ({ wlanGroupId: _, ...wlan }: Wlan): UnifiWlanDto => ({
  ...wlan,
  band: wlan.band ?? 'both',
  bands: [...wlan.bands],
  apGroupIds: [...wlan.apGroupIds],
  apGroupMode: wlan.apGroupMode ?? 'all',
  macFilterList: [...wlan.macFilterList],
  privatePreSharedKeys: wlan.privatePreSharedKeys.map(({ password, networkconfId }) => ({ password, networkconfId })),
  saeGroups: [...wlan.saeGroups],
  saePsk: [...wlan.saePsk],
  schedule: wlan.schedule.filter(isText),
  scheduleWithDuration: wlan.scheduleWithDuration.filter(isRecord),
  bcFilterList: [...wlan.bcFilterList],
});
