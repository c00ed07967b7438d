import { invalidField } from '@app/kernel';
import type { Wlan, WlanChanges } from '../controller';

/** What a client asks to change, in the document's words. */
export interface WlanUpdate {
  readonly name?: string;
  readonly x_passphrase?: string;
  readonly enabled?: boolean;
  readonly security?: 'wpapsk' | 'wpaeap' | 'open';
  readonly wpa_mode?: 'wpa2' | 'wpa3' | 'wpa2wpa3';
  readonly hide_ssid?: boolean;
  readonly is_guest?: boolean;
  readonly band?: 'both' | '2g' | '5g';
}

/** The controller knows WPA3 by flags beside a mode that stays at WPA2; management frames are then protected. */
const WPA_MODES = {
  wpa2: { wpa_mode: 'wpa2', wpa3_support: false, wpa3_transition: false },
  wpa3: { wpa_mode: 'wpa2', wpa3_support: true, wpa3_transition: false, pmf_mode: 'required' },
  wpa2wpa3: { wpa_mode: 'wpa2', wpa3_support: true, wpa3_transition: true, pmf_mode: 'optional' },
} as const;

/** How management frames are protected once a mode is set; undefined where that stays as it is. */
export const PMF_MODES: Readonly<Record<keyof typeof WPA_MODES, string | undefined>> = {
  wpa2: undefined,
  wpa3: WPA_MODES.wpa3.pmf_mode,
  wpa2wpa3: WPA_MODES.wpa2wpa3.pmf_mode,
};

/** Older controllers read the word, newer ones the list. */
const BANDS = {
  both: { wlan_band: 'both', wlan_bands: ['2g', '5g'] },
  '2g': { wlan_band: '2g', wlan_bands: ['2g'] },
  '5g': { wlan_band: '5g', wlan_bands: ['5g'] },
} as const;

const LONGEST_SSID_BYTES = 32;
export const LONGEST_PASSPHRASE = 63;
export const RAW_KEY = /^[0-9A-Fa-f]{64}$/;

/**
 * The change as the controller takes it: only what was asked for, which it merges into the rest.
 * @throws 400 naming the field that does not go with what the WLAN would become
 */
export function toControllerChange(update: WlanUpdate, current: Wlan): WlanChanges {
  const { wpa_mode, band, x_passphrase, ...plain } = update;
  const change: WlanChanges = {
    ...plain,
    ...(wpa_mode && WPA_MODES[wpa_mode]),
    ...(band && BANDS[band]),
    ...(x_passphrase !== undefined && update.security !== 'open' && { x_passphrase }),
  };
  checkName(update.name);
  checkMode(update, current);
  checkPassphrase(change, current);
  return change;
}

/** @throws 400 for what is no SSID */
export function checkName(name: string | undefined, path = ['body', 'name']): void {
  if (name === undefined) return;
  if (name.trim() === '') throw invalidField(path, 'name is blank');
  if (Buffer.byteLength(name) > LONGEST_SSID_BYTES) {
    throw invalidField(path, `name is longer than ${LONGEST_SSID_BYTES} bytes of UTF-8`);
  }
}

function checkMode({ wpa_mode }: WlanUpdate, { privatePreSharedKeysEnabled }: Wlan): void {
  if (wpa_mode === undefined || wpa_mode === 'wpa2' || !privatePreSharedKeysEnabled) return;
  throw invalidField(['body', 'wpa_mode'], 'wpa_mode must be wpa2 while the WLAN has private pre-shared keys');
}

function checkPassphrase(change: WlanChanges, current: Wlan): void {
  if ((change.security ?? current.security) !== 'wpapsk') return;
  const passphrase = change.x_passphrase ?? current.passphrase;
  const path = ['body', 'x_passphrase'];
  if (passphrase === null) {
    if (current.security === 'wpapsk') return;
    throw invalidField(path, 'x_passphrase is required: the WLAN has none yet');
  }
  if (change.x_passphrase === undefined && change.wpa3_support === undefined) return;
  const isWpa3Only =
    (change.wpa3_support ?? current.wpa3Support) && !(change.wpa3_transition ?? current.wpa3Transition);
  if (isWpa3Only || passphrase.length <= LONGEST_PASSPHRASE || RAW_KEY.test(passphrase)) return;
  throw invalidField(
    path,
    `x_passphrase must have at most ${LONGEST_PASSPHRASE} characters, or be 64 hexadecimal digits`,
  );
}
