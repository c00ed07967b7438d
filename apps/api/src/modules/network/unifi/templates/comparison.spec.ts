import fc from 'fast-check';
import { changedWlan } from '../controller';
import { readWlan } from '../controller/records/wlan';
import { toControllerChange } from '../wifi/wlan-changes';
import { compare, differingFields } from './comparison';
import { fieldsSet, TEMPLATE_FIELDS, type TemplateField, type TemplateFields } from './template-fields';
import { checkTemplate } from './template-limits';
import { updateFor } from './template-update';
import { templateOf } from './wlan-values';

type Raw = Record<string, unknown>;

const mac = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 })
  .map((bytes) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':'));
const key = fc.string({ minLength: 8, maxLength: 63, unit: 'grapheme-ascii' });
const flags = [
  ...['enabled', 'wpa3_fast_roaming', 'wpa3_enhanced_192', 'hide_ssid', 'is_guest', 'l2_isolation'],
  ...['fast_roaming_enabled', 'bss_transition', 'uapsd_enabled', 'iapp_enabled', 'proxy_arp', 'mcastenhance_enabled'],
  ...['mac_filter_enabled', 'radius_das_enabled', 'radius_mac_auth_enabled', 'minrate_ng_enabled', 'no2ghz_oui'],
  ...['minrate_ng_advertising_rates', 'minrate_na_enabled', 'minrate_na_advertising_rates'],
];

/** A WLAN as a controller of today has it. */
const rawWlan: fc.Arbitrary<Raw> = fc
  .record({
    flags: fc.tuple(...flags.map((name) => fc.boolean().map((value) => [name, value] as const))),
    name: fc
      .string({ minLength: 1, maxLength: 32, unit: fc.constantFrom('a', 'b', 'Z', '0', '9', ' ', '-', '_') })
      .map((text) => `x${text}`.slice(0, 32)),
    security: fc.constantFrom('open', 'wpapsk', 'wpaeap', 'wep', 'osen'),
    mode: fc.constantFrom(
      { wpa_mode: 'wpa2', wpa3_support: false, wpa3_transition: false },
      { wpa_mode: 'wpa2', wpa3_support: true, wpa3_transition: false },
      { wpa_mode: 'wpa2', wpa3_support: true, wpa3_transition: true },
      { wpa_mode: 'auto', wpa3_support: false, wpa3_transition: false },
    ),
    x_passphrase: key,
    bands: fc.subarray(['2g', '5g', '6g'], { minLength: 1 }),
    pmf_mode: fc.constantFrom('disabled', 'optional', 'required'),
    wpa_enc: fc.constantFrom('auto', 'ccmp', 'gcmp'),
    group_rekey: fc.integer({ min: 0, max: 86_400 }),
    dtim_mode: fc.constantFrom('default', 'custom'),
    dtim_ng: fc.integer({ min: 1, max: 255 }),
    dtim_na: fc.integer({ min: 1, max: 255 }),
    dtim_6e: fc.integer({ min: 1, max: 255 }),
    minrate_ng_data_rate_kbps: fc.integer({ min: 0, max: 54_000 }),
    minrate_na_data_rate_kbps: fc.integer({ min: 0, max: 54_000 }),
    mac_filter_policy: fc.constantFrom('allow', 'deny'),
    mac_filter_list: fc.uniqueArray(mac, { maxLength: 4 }),
    bc_filter_list: fc.uniqueArray(mac, { maxLength: 4 }),
    radius_macacl_format: fc.constantFrom('none_lower', 'colon_upper'),
    minrate_setting_preference: fc.constantFrom('auto', 'manual'),
    setting_preference: fc.constantFrom('auto', 'manual'),
    sae_groups: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
    sae_psk: fc.array(fc.record({ psk: key, mac, vlan: fc.integer({ min: 1, max: 4094 }) }), { maxLength: 3 }),
    schedule: fc.uniqueArray(fc.constantFrom('mon|0800-1200', 'tue|0800-1200', 'wed|0000-2400'), { maxLength: 3 }),
    schedule_with_duration: fc.array(
      fc.record({ name: fc.constantFrom('Day', 'Night'), start_hour: fc.integer({ min: 0, max: 23 }) }),
      { maxLength: 2 },
    ),
  })
  .map(({ flags: given, mode, bands, ...rest }) => ({
    ...Object.fromEntries(given),
    ...mode,
    ...rest,
    wlan_bands: bands,
    private_preshared_keys_enabled: false,
  }));

/** The same WLAN as other versions write it. */
const otherwise: fc.Arbitrary<(raw: Raw) => Raw> = fc
  .record({
    textual: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
    reversed: fc.boolean(),
    shouted: fc.boolean(),
    oldWord: fc.boolean(),
  })
  .map(({ textual, reversed, shouted, oldWord }) => (raw: Raw) => {
    const entries = Object.entries(raw).map(([name, value], index): [string, unknown] => {
      if (textual[index] && (typeof value === 'number' || typeof value === 'boolean')) return [name, String(value)];
      if (!Array.isArray(value)) return [name, value];
      const list = reversed ? [...(value as unknown[])].reverse() : (value as unknown[]);
      return [name, list.map((item) => rewritten(item, shouted))];
    });
    // Left behind by older versions; the list is what counts.
    return {
      ...Object.fromEntries(entries),
      ...(oldWord && { wlan_band: 'both' }),
      _id: 'other',
      site_id: 'elsewhere',
    };
  });

function rewritten(item: unknown, shouted: boolean): unknown {
  if (typeof item === 'string')
    return shouted && /^([0-9a-f]{2}:){5}/.test(item) ? item.toUpperCase().replaceAll(':', '-') : item;
  if (typeof item !== 'object' || item === null || !('psk' in item)) {
    return typeof item === 'object' && item !== null ? Object.fromEntries(Object.entries(item).reverse()) : item;
  }
  const { psk, mac: address, vlan } = item as { psk: string; mac: string; vlan: number };
  return { id: 'of the controller', vlan: String(vlan), mac: shouted ? address.toUpperCase() : address, psk };
}

const everything = () => true;

describe('compare', () => {
  it('finds nothing when the same WLAN is written otherwise', () => {
    fc.assert(
      fc.property(rawWlan, otherwise, (raw, rewrite) => {
        const template = templateOf(readWlan(raw), everything);
        expect(fieldsSet(template)).toHaveLength(TEMPLATE_FIELDS.length);
        expect(compare(template, readWlan(rewrite(raw)))).toEqual({ differences: [], absent: [] });
      }),
    );
  });

  it('finds exactly the field that is another', () => {
    const changes: [string, unknown, TemplateField[]][] = [
      ['hide_ssid', (value: boolean) => !value, ['hideSSID']],
      ['dtim_ng', (value: number) => (value % 255) + 1, ['dtimNg']],
      ['group_rekey', (value: number) => String(value + 1), ['groupRekey']],
      ['mac_filter_list', (value: string[]) => [...value, '00:00:00:00:00:fe'], ['macFilterList']],
      ['sae_psk', (value: object[]) => [...value, { psk: 'another-key-of-it', mac: '', vlan: '' }], ['saePsk']],
      ['x_passphrase', (value: string) => `${value.slice(0, 62)}${value.endsWith('~') ? '!' : '~'}`, ['passphrase']],
    ];
    fc.assert(
      fc.property(rawWlan, otherwise, fc.constantFrom(...changes), (raw, rewrite, [name, change, fields]) => {
        const template = { ...templateOf(readWlan(raw), everything), security: 'wpapsk' } as const;
        const changed = { ...raw, security: 'wpapsk', [name]: (change as (value: unknown) => unknown)(raw[name]) };
        expect(differingFields(template, readWlan(rewrite(changed)))).toEqual(fields);
      }),
    );
  });

  it('agrees with what the change makes of the WLAN: what was changed differs no more, and twice changes nothing', () => {
    fc.assert(
      fc.property(rawWlan, rawWlan, (wanted, raw) => {
        const template = templateOf(readWlan({ ...wanted, security: 'wpapsk' }), everything);
        checkTemplate(template);
        const current = readWlan({ ...raw, security: 'wpapsk' });
        const update = updateFor(template, current);
        const long = [template.passphrase, current.passphrase].some((text) => (text?.length ?? 0) > 63);
        fc.pre(!long);
        const after = changedWlan(current, toControllerChange(update, current));
        const [before, left] = [differingFields(template, current), differingFields(template, after)];
        expect(left.filter((field) => !before.includes(field) && field !== 'pmfMode')).toEqual([]);
        for (const field of ['enabled', 'hideSSID', 'isGuest', 'passphrase'] as const)
          expect(left).not.toContain(field);
        expect(updateFor(template, after)).toEqual({});
      }),
    );
  });

  it('reports what an old controller does not have apart, and takes what it leaves out for off', () => {
    const template: TemplateFields = {
      ...{ name: 'Old', dtim6e: 3, pmfMode: 'disabled', wpa3Support: false, proxyArp: true, saePsk: [] },
    };
    const { differences, absent } = compare(template, readWlan({ name: 'Old', wlan_band: 'both' }));
    expect(absent).toEqual(['pmfMode', 'dtim6e']);
    expect(differences).toEqual([{ field: 'proxyArp', expected: true, actual: false }]);
  });

  it.each([
    [{ band: 'both' }, { wlan_band: 'both' }, []],
    [{ bands: ['5g', '2g'] }, { wlan_band: 'both' }, []],
    [{ band: '5g' }, { wlan_bands: ['5g', '6g'] }, []],
    [{ band: '6g' }, { wlan_bands: ['6g'] }, []],
    [{ band: 'both', bands: ['2g', '5g'] }, { wlan_bands: ['2g', '5g', '6g'] }, ['bands']],
    [{ passphrase: 'a-passphrase' }, { security: 'open' }, ['passphrase']],
    [{ security: 'open', passphrase: 'a-passphrase' }, { security: 'open', x_passphrase: 'another-one' }, []],
  ] as const)('%j against %j: %j', (template, raw, expected) => {
    expect(differingFields(template as unknown as TemplateFields, readWlan({ ...raw }))).toEqual(expected);
  });
});
