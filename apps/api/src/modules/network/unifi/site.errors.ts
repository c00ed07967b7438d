import { defineErrors } from '@app/kernel';
import { isMissing } from './controller';

const named = (thing: string) => (facts: Record<string, unknown>) =>
  `${thing} with identifier '${String(facts.identifier)}' was not found.`;

export const UnifiSiteError = defineErrors('unifiSite', {
  notFound: { status: 404, message: named('UniFi site'), name: 'UnifiSiteNotFound' },
  wlanNotFound: { status: 404, message: named('WLAN'), name: 'UnifiWlanNotFound' },
  noSnapshot: {
    status: 502,
    message: ({ reason }) => `No UniFi site could be looked at: ${String(reason)}`,
    name: 'UnifiSnapshotFailed',
  },
  noPrivateKeys: {
    status: 409,
    message:
      'The WLAN cannot have private pre-shared keys: they need WPA2 with a passphrase, and neither WPA3 nor 6 GHz',
    name: 'UnifiPpskUnsupported',
  },
});

/** For calls that name a WLAN: the record that the controller does not have is that one. */
export const ofWlan =
  (identifier: string) =>
  (error: unknown): never => {
    throw isMissing(error) ? UnifiSiteError.wlanNotFound({ identifier }) : error;
  };
