import type * as Contract from '@contract/optima';
import { assertSame, Choice, Flag, FreeForm, Integer, ListOf, Text } from '@app/contract';
import { CHOICES, LONGEST, MAC, PRINTABLE, RANGES } from './template-fields';

const range = ([min, max]: readonly [number, number]) => ({ optional: true, min, max });
const macs = (max: number) => ({ optional: true, max, each: { pattern: MAC } });

/** Words of the route that changes a WLAN are taken, too. */
const WPA_MODES = [...CHOICES.wpaMode, 'wpa3', 'wpa2wpa3'];

export class UnifiSaePskDto implements Contract.UnifiSaePsk {
  @Text({ min: 8, max: 63, pattern: PRINTABLE, format: 'password' })
  psk: string;

  @Text({ pattern: MAC, optional: true, nullable: true })
  mac?: string | null;

  @Integer({ min: 1, max: 4094, optional: true, nullable: true })
  vlan?: number | null;
}

/** What a template sets of a WLAN. */
export class UnifiWlanTemplateFieldsDto implements Contract.UnifiWlanTemplateFields {
  @Text({
    min: 1,
    max: 32,
    optional: true,
    description: 'The SSID, at most 32 bytes of UTF-8. WLANs are found by it.',
  })
  name?: string;

  @Flag({ optional: true })
  enabled?: boolean;

  @Choice(CHOICES.security, { optional: true })
  security?: Contract.UnifiWlanTemplateFields['security'];

  @Choice(WPA_MODES, {
    optional: true,
    description:
      '`wpa3` and `wpa2wpa3` stand for `wpa2` with `wpa3Support`, `wpa3Transition` and `pmfMode`, and are kept and shown as these.',
  })
  wpaMode?: Contract.UnifiWlanTemplateFields['wpaMode'];

  @Choice(CHOICES.wpaEnc, { optional: true })
  wpaEnc?: Contract.UnifiWlanTemplateFields['wpaEnc'];

  @Flag({ optional: true })
  wpa3Support?: boolean;

  @Flag({ optional: true })
  wpa3Transition?: boolean;

  @Flag({ optional: true })
  wpa3FastRoaming?: boolean;

  @Flag({ optional: true })
  wpa3Enhanced192?: boolean;

  @Text({
    min: 8,
    max: 255,
    pattern: PRINTABLE,
    format: 'password',
    optional: true,
    description:
      'Printable ASCII: 8 to 63 characters, or 64 hexadecimal digits; up to 255 characters where the WLAN is WPA3 only.',
  })
  passphrase?: string;

  @Flag({ optional: true })
  hideSSID?: boolean;

  @Flag({ optional: true })
  isGuest?: boolean;

  @Choice(CHOICES.band, { optional: true })
  band?: Contract.UnifiWlanTemplateFields['band'];

  @ListOf('text', {
    optional: true,
    min: 1,
    max: LONGEST.bands,
    each: { pattern: /^[256]g$/ },
    description: 'Some of `2g`, `5g`, `6g`.',
  })
  bands?: string[];

  @Choice(CHOICES.pmfMode, { optional: true })
  pmfMode?: Contract.UnifiWlanTemplateFields['pmfMode'];

  @Integer({ ...range(RANGES.groupRekey), description: 'Seconds; 0 for never.' })
  groupRekey?: number;

  @Choice(CHOICES.dtimMode, { optional: true })
  dtimMode?: Contract.UnifiWlanTemplateFields['dtimMode'];

  @Integer(range(RANGES.dtimNg))
  dtimNg?: number;

  @Integer(range(RANGES.dtimNa))
  dtimNa?: number;

  @Integer(range(RANGES.dtim6e))
  dtim6e?: number;

  @Flag({ optional: true })
  l2Isolation?: boolean;

  @Flag({ optional: true })
  fastRoamingEnabled?: boolean;

  @Flag({ optional: true })
  bssTransition?: boolean;

  @Flag({ optional: true })
  uapsdEnabled?: boolean;

  @Flag({ optional: true })
  iappEnabled?: boolean;

  @Flag({ optional: true })
  proxyArp?: boolean;

  @Flag({ optional: true })
  mcastenhanceEnabled?: boolean;

  @Flag({ optional: true })
  macFilterEnabled?: boolean;

  @Choice(CHOICES.macFilterPolicy, { optional: true })
  macFilterPolicy?: Contract.UnifiWlanTemplateFields['macFilterPolicy'];

  @ListOf('text', macs(LONGEST.macFilterList))
  macFilterList?: string[];

  @Flag({ optional: true })
  radiusDasEnabled?: boolean;

  @Flag({ optional: true })
  radiusMacAuthEnabled?: boolean;

  @Text({ min: 1, max: 64, optional: true })
  radiusMacaclFormat?: string;

  @Choice(CHOICES.minrateSettingPreference, { optional: true })
  minrateSettingPreference?: Contract.UnifiWlanTemplateFields['minrateSettingPreference'];

  @Flag({ optional: true })
  minrateNgEnabled?: boolean;

  @Integer(range(RANGES.minrateNgDataRateKbps))
  minrateNgDataRateKbps?: number;

  @Flag({ optional: true })
  minrateNgAdvertisingRates?: boolean;

  @Flag({ optional: true })
  minrateNaEnabled?: boolean;

  @Integer(range(RANGES.minrateNaDataRateKbps))
  minrateNaDataRateKbps?: number;

  @Flag({ optional: true })
  minrateNaAdvertisingRates?: boolean;

  @Choice(CHOICES.settingPreference, { optional: true })
  settingPreference?: Contract.UnifiWlanTemplateFields['settingPreference'];

  @Flag({ optional: true })
  no2ghzOui?: boolean;

  @Flag({ optional: true })
  privatePreSharedKeysEnabled?: boolean;

  @ListOf('integer', { optional: true, max: LONGEST.saeGroups, each: { min: 0, max: 65_535 } })
  saeGroups?: number[];

  @ListOf(() => UnifiSaePskDto, { optional: true, max: LONGEST.saePsk })
  saePsk?: UnifiSaePskDto[];

  @ListOf('text', { optional: true, max: LONGEST.schedule, each: { min: 1, max: 64 } })
  schedule?: string[];

  @FreeForm(
    { type: 'array', items: { type: 'object', additionalProperties: true } },
    { optional: true, description: "At most 32 records, whose keys are the controller's own." },
  )
  scheduleWithDuration?: Record<string, unknown>[];

  @ListOf('text', macs(LONGEST.bcFilterList))
  bcFilterList?: string[];
}

assertSame<UnifiSaePskDto, Contract.UnifiSaePsk>();
assertSame<UnifiWlanTemplateFieldsDto, Contract.UnifiWlanTemplateFields>();
