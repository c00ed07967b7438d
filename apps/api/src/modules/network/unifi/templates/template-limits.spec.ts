import { DomainError } from '@app/kernel';
import { readWlan } from '../controller/records/wlan';
import { TEMPLATE_FIELDS, type TemplateFields } from './template-fields';
import { checkTemplate, normalized } from './template-limits';
import { templateOf } from './wlan-values';

function refusedField(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof DomainError && error.status === 400 ? error.details.issues?.[0]?.path.at(-1) : error;
  }
  return undefined;
}

it('a template may set 48 of the 57 fields', () => {
  expect(TEMPLATE_FIELDS).toHaveLength(48);
});

describe('normalized', () => {
  it.each<[object, object]>([
    [{ wpaMode: 'wpa3' }, { wpaMode: 'wpa2', wpa3Support: true, wpa3Transition: false, pmfMode: 'required' }],
    [
      { wpaMode: 'wpa2wpa3', wpa3Support: true },
      { wpaMode: 'wpa2', wpa3Support: true, wpa3Transition: true, pmfMode: 'optional' },
    ],
    [
      { wpaMode: 'wpa3', pmfMode: 'optional' },
      { wpaMode: 'wpa2', wpa3Support: true, wpa3Transition: false, pmfMode: 'optional' },
    ],
    [{ wpaMode: 'auto' }, { wpaMode: 'auto' }],
    [{ bands: ['6g', '2g', '2g'] }, { bands: ['2g', '6g'] }],
    [{ enabled: true }, { enabled: true }],
  ])('keeps %j as %j', (sent, kept) => {
    expect(normalized(sent)).toEqual(kept);
  });

  it.each<[TemplateFields, string]>([
    [{ wpaMode: 'wpa3', wpa3Support: false }, 'wpa3Support'],
    [{ wpaMode: 'wpa3', wpa3Transition: true }, 'wpa3Transition'],
  ])('refuses %j and names %s', (sent, field) => {
    expect(refusedField(() => normalized(sent))).toBe(field);
  });
});

describe('checkTemplate', () => {
  const name = 'Corporate';

  it.each<[string, TemplateFields, string | undefined]>([
    ['no SSID', {}, 'name'],
    ['a blank SSID', { name: '  ' }, 'name'],
    ['an SSID of 33 bytes', { name: `${'é'.repeat(16)}x` }, 'name'],
    ['a band that is not that of the bands', { name, band: 'both', bands: ['5g'] }, 'band'],
    ['no bands', { name, bands: [] }, 'bands'],
    ['a transition without WPA3', { name, wpa3Support: false, wpa3Transition: true }, 'wpa3Transition'],
    [
      'private keys with WPA3',
      { name, privatePreSharedKeysEnabled: true, wpa3Support: true },
      'privatePreSharedKeysEnabled',
    ],
    [
      'a long passphrase of WPA2',
      { name, security: 'wpapsk', wpa3Support: false, passphrase: 'x'.repeat(64) },
      'passphrase',
    ],
    ['no list of records', { name, scheduleWithDuration: 'always' as never }, 'scheduleWithDuration'],
    [
      'too many records',
      { name, scheduleWithDuration: Array.from({ length: 33 }, () => ({})) },
      'scheduleWithDuration',
    ],
    ['too long records', { name, scheduleWithDuration: [{ name: 'x'.repeat(9_000) }] }, 'scheduleWithDuration'],
    ['', { name, band: '5g', bands: ['5g', '6g'] }, undefined],
    ['', { name, security: 'wpapsk', wpa3Support: true, passphrase: 'x'.repeat(64) }, undefined],
    ['', { name, security: 'wpapsk', wpa3Support: false, passphrase: 'a1'.repeat(32) }, undefined],
  ])('refuses %s: %j', (_what, template, field) => {
    expect(refusedField(() => checkTemplate(template))).toBe(field);
  });
});

it('a template takes over from a WLAN what it can hold, and leaves out the rest', () => {
  const strange = {
    ...{ name: 'Strange', security: 'wpa9', dtim_ng: 0, group_rekey: '3600', x_passphrase: 'short', enabled: 'true' },
    ...{ mac_filter_list: ['nonsense'], bc_filter_list: ['AA:BB:CC:DD:EE:FF'], pmf_mode: '' },
    ...{ sae_psk: [{ psk: 'short' }], wlan_bands: ['6g'], networkconf_id: 'n1', x_iapp_key: 'never' },
  };
  const template = templateOf(readWlan(strange), () => true);
  for (const field of ['security', 'dtimNg', 'passphrase', 'macFilterList', 'pmfMode', 'saePsk'] as const) {
    expect(template).not.toHaveProperty(field);
  }
  expect(template).toMatchObject({ name: 'Strange', groupRekey: 3600, enabled: true, band: '6g', bands: ['6g'] });
  expect(template).toMatchObject({ bcFilterList: ['AA:BB:CC:DD:EE:FF'], proxyArp: false });
  expect(Object.keys(template)).not.toContain('networkconfId');
  expect(() => checkTemplate(template)).not.toThrow();
});
