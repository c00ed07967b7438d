import { invalidField } from '@app/kernel';
import type { WlanBand } from '../controller';
import { checkName, RAW_KEY, LONGEST_PASSPHRASE, PMF_MODES } from '../wifi/wlan-changes';
import { bandOf } from './bands';
import {
  CHOICES,
  LONGEST,
  MAC,
  PRINTABLE,
  RANGES,
  type SaePsk,
  type TemplateField,
  type TemplateFields,
} from './template-fields';

const LONGEST_KEY = 255;
const MOST_CHARACTERS = 8_192;
const BANDS: readonly string[] = ['2g', '5g', '6g'];

type Limits<Of> = Partial<Record<TemplateField, Of>>;
const choices: Limits<readonly unknown[]> = CHOICES;
const ranges: Limits<readonly [number, number]> = RANGES;
const longest: Limits<number> = LONGEST;

const isMac = (value: unknown): boolean => typeof value === 'string' && MAC.test(value);
const isLength = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'string' && value.length >= least && value.length <= most;
const isPrintable = (value: unknown, most: number): boolean =>
  isLength(value, 8, most) && PRINTABLE.test(value as string);

const ITEMS: Limits<(item: unknown) => boolean> = {
  bands: (item) => BANDS.includes(item as string),
  macFilterList: isMac,
  bcFilterList: isMac,
  schedule: (item) => isLength(item, 1, 64),
  saeGroups: (item) => Number.isInteger(item) && Number(item) >= 0 && Number(item) <= 65_535,
  saePsk: (item) =>
    isPrintable((item as SaePsk).psk, 63) && ((item as SaePsk).mac === null || isMac((item as SaePsk).mac)),
};

const TEXTS: Limits<(value: unknown) => boolean> = {
  name: (value) => isLength(value, 1, 32),
  passphrase: (value) => isPrintable(value, LONGEST_KEY),
  radiusMacaclFormat: (value) => isLength(value, 1, 64),
};

/** Whether a template can hold what a WLAN has: controllers may have what nobody here heard of. */
export function fits(field: TemplateField, value: unknown): boolean {
  const range = ranges[field];
  const most = longest[field];
  if (range) return Number.isInteger(value) && Number(value) >= range[0] && Number(value) <= range[1];
  if (choices[field]) return choices[field].includes(value);
  if (TEXTS[field]) return TEXTS[field](value);
  if (most === undefined) return typeof value === 'boolean';
  return Array.isArray(value) && value.length <= most && value.every(ITEMS[field] ?? (() => isShort(value)));
}

const isShort = (value: unknown): boolean => JSON.stringify(value).length <= MOST_CHARACTERS;

const refuse = (field: TemplateField, message: string) => invalidField(['body', 'wlan', field], message);

/**
 * What people send as it is kept: words for several fields stand as these.
 * @throws 400 naming the field that contradicts another
 */
export function normalized(sent: TemplateFields): TemplateFields {
  const { wpaMode, ...rest } = sent;
  const given = { ...rest, ...(sent.bands && { bands: BANDS.filter((band) => sent.bands?.includes(band)) }) };
  if (wpaMode !== 'wpa3' && wpaMode !== 'wpa2wpa3') {
    return wpaMode === undefined ? given : { ...given, wpaMode };
  }
  const flags = { wpa3Support: true, wpa3Transition: wpaMode === 'wpa2wpa3' };
  for (const field of ['wpa3Support', 'wpa3Transition'] as const) {
    if (sent[field] !== undefined && sent[field] !== flags[field]) {
      throw refuse(field, `${field} contradicts wpaMode ${wpaMode}`);
    }
  }
  const pmfMode = sent.pmfMode ?? (PMF_MODES[wpaMode] as TemplateFields['pmfMode']);
  return { ...given, wpaMode: 'wpa2', ...flags, ...(pmfMode && { pmfMode }) };
}

interface Rule {
  readonly field: TemplateField;
  readonly message: string;
  readonly isBroken: (fields: TemplateFields) => boolean;
}

const RULES: readonly Rule[] = [
  {
    ...{ field: 'bands', message: 'bands names none of 2g, 5g and 6g' },
    isBroken: ({ bands }) => bands?.length === 0,
  },
  {
    ...{ field: 'band', message: 'band is not that of the bands' },
    isBroken: ({ band, bands }) => band !== undefined && bands !== undefined && bandOf(bands as WlanBand[]) !== band,
  },
  {
    ...{ field: 'wpa3Transition', message: 'wpa3Transition needs wpa3Support' },
    isBroken: ({ wpa3Support, wpa3Transition }) => wpa3Transition === true && wpa3Support === false,
  },
  {
    field: 'privatePreSharedKeysEnabled',
    message: 'privatePreSharedKeysEnabled and wpa3Support exclude each other',
    isBroken: ({ privatePreSharedKeysEnabled, wpa3Support }) =>
      privatePreSharedKeysEnabled === true && wpa3Support === true,
  },
  {
    field: 'passphrase',
    message: `passphrase must have at most ${LONGEST_PASSPHRASE} characters, or be 64 hexadecimal digits`,
    isBroken: (fields) =>
      fields.passphrase !== undefined &&
      fields.security === 'wpapsk' &&
      !isLongAllowed(fields) &&
      !isShortKey(fields.passphrase),
  },
  {
    field: 'scheduleWithDuration',
    message: `scheduleWithDuration must be a list of at most ${LONGEST.scheduleWithDuration} records`,
    isBroken: ({ scheduleWithDuration }) => scheduleWithDuration !== undefined && !isSchedule(scheduleWithDuration),
  },
];

/** @throws 400 naming the field that does not go with the rest of the template */
export function checkTemplate(fields: TemplateFields): void {
  if (fields.name === undefined) throw refuse('name', 'name is required: WLANs are found by it');
  checkName(fields.name, ['body', 'wlan', 'name']);
  const broken = RULES.find(({ isBroken }) => isBroken(fields));
  if (broken) throw refuse(broken.field, broken.message);
}

/** Where the template does not say, the WLAN decides when it is applied. */
const isLongAllowed = ({ wpa3Support, wpa3Transition }: TemplateFields): boolean =>
  wpa3Support !== false && !wpa3Transition;

const isShortKey = (passphrase: string): boolean => passphrase.length <= LONGEST_PASSPHRASE || RAW_KEY.test(passphrase);

const isSchedule = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length <= LONGEST.scheduleWithDuration &&
  value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item)) &&
  isShort(value);
