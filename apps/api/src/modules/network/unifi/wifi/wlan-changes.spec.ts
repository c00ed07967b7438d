import { DomainError } from '@app/kernel';
import { readWlan } from '../controller/records/wlan';
import { toControllerChange, type WlanUpdate } from './wlan-changes';

const wlan = { security: 'wpapsk', x_passphrase: 'S3cur3Alarm!', wpa_mode: 'wpa2', wpa3_support: false };
const hex = 'a1'.repeat(32);

const changeOf = (update: WlanUpdate, current: object = wlan) => toControllerChange(update, readWlan({ ...current }));

function refusedField(update: WlanUpdate, current: object = wlan): unknown {
  try {
    changeOf(update, current);
  } catch (error) {
    return error instanceof DomainError && error.status === 400 ? error.details.issues?.[0]?.path : error;
  }
  return undefined;
}

describe('toControllerChange', () => {
  it('passes on what has the same name in both, and nothing that was not asked for', () => {
    const update = { name: 'New', enabled: false, hide_ssid: true, is_guest: true, x_passphrase: 'NewPassword123' };
    expect(changeOf(update)).toEqual(update);
    expect(changeOf({})).toEqual({});
  });

  it.each([
    ['wpa2', { wpa_mode: 'wpa2', wpa3_support: false, wpa3_transition: false }],
    ['wpa3', { wpa_mode: 'wpa2', wpa3_support: true, wpa3_transition: false, pmf_mode: 'required' }],
    ['wpa2wpa3', { wpa_mode: 'wpa2', wpa3_support: true, wpa3_transition: true, pmf_mode: 'optional' }],
  ] as const)('translates the mode %s', (wpa_mode, expected) => {
    expect(changeOf({ wpa_mode })).toEqual(expected);
  });

  it.each([
    ['both', { wlan_band: 'both', wlan_bands: ['2g', '5g'] }],
    ['2g', { wlan_band: '2g', wlan_bands: ['2g'] }],
    ['5g', { wlan_band: '5g', wlan_bands: ['5g'] }],
  ] as const)('translates the band %s for old and new controllers', (band, expected) => {
    expect(changeOf({ band })).toEqual(expected);
  });

  it('drops the passphrase of a WLAN that becomes open', () => {
    expect(changeOf({ security: 'open', x_passphrase: 'NewPassword123' })).toEqual({
      security: 'open',
    });
  });

  it.each([
    ['a name of 33 bytes', { name: `${'é'.repeat(16)}x` }, wlan, ['body', 'name']],
    ['a blank name', { name: '  ' }, wlan, ['body', 'name']],
    ['64 characters that are no key', { x_passphrase: 'x'.repeat(64) }, wlan, ['body', 'x_passphrase']],
    ['no passphrase at all', { security: 'wpapsk' }, { security: 'open' }, ['body', 'x_passphrase']],
    [
      'WPA3 beside private keys',
      { wpa_mode: 'wpa3' },
      { ...wlan, private_preshared_keys_enabled: true },
      ['body', 'wpa_mode'],
    ],
    [
      'WPA2 with a passphrase of WPA3',
      { wpa_mode: 'wpa2' },
      { ...wlan, wpa3_support: true, x_passphrase: 'x'.repeat(100) },
      ['body', 'x_passphrase'],
    ],
  ] as const)('refuses %s and names the field', (_what, update, current, path) => {
    expect(refusedField(update, current)).toEqual(path);
  });

  it.each([
    ['a key of 64 digits', { x_passphrase: hex }, wlan],
    ['63 characters', { x_passphrase: 'x'.repeat(63) }, wlan],
    ['a long passphrase with WPA3 alone', { x_passphrase: 'x'.repeat(255), wpa_mode: 'wpa3' }, wlan],
    ['a name of 32 bytes', { name: 'é'.repeat(16) }, wlan],
    ['a change of an enterprise WLAN', { security: 'wpaeap' }, wlan],
    ['the other bands of an open WLAN', { band: '5g' }, { security: 'open' }],
  ] as const)('takes %s', (_what, update, current) => {
    expect(refusedField(update, current)).toBeUndefined();
  });
});
