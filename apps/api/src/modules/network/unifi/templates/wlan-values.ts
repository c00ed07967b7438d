import type { UnifiWlan } from '@contract/optima';
import type { Wlan } from '../controller';
import { toWlanDto } from '../wifi/wlan';
import { bandOf } from './bands';
import { fits } from './template-limits';
import { pick, TEMPLATE_FIELDS, type SaePsk, type TemplateField, type TemplateFields } from './template-fields';

/** Of every field that a template may set, what a WLAN has; null where its controller does not say. */
export type WlanValues = Readonly<Record<TemplateField, unknown>>;

const LARGEST_VLAN = 4094;

/** Values in one form, however the version of the controller writes them. */
export function valuesOf(wlan: Wlan): WlanValues {
  const dto: UnifiWlan = toWlanDto(wlan);
  const shown: WlanValues = { ...dto, band: bandOf(wlan.bands), saePsk: wlan.saePsk.flatMap(readSaePsk) };
  return Object.fromEntries(TEMPLATE_FIELDS.map((field) => [field, shown[field]])) as WlanValues;
}

/** What a template takes over from a WLAN: what the WLAN has, and a template can hold. */
export function templateOf(wlan: Wlan, wanted: (field: TemplateField) => boolean): TemplateFields {
  const values = valuesOf(wlan);
  return pick(values as TemplateFields, (field) => wanted(field) && fits(field, values[field]));
}

function readSaePsk({ psk, mac, vlan }: Readonly<Record<string, unknown>>): SaePsk[] {
  if (typeof psk !== 'string' || psk === '') return [];
  const number = typeof vlan === 'string' && vlan.trim() !== '' ? Number(vlan) : vlan;
  const isVlan = Number.isInteger(number) && Number(number) >= 1 && Number(number) <= LARGEST_VLAN;
  return [{ psk, mac: typeof mac === 'string' && mac !== '' ? mac : null, vlan: isVlan ? Number(number) : null }];
}

const macs = (value: unknown): unknown =>
  sortedSet((value as readonly string[]).map((mac) => mac.toLowerCase().replaceAll('-', ':')));

const sortedSet = (values: readonly unknown[]): readonly unknown[] =>
  [...new Set(values.map((value) => JSON.stringify(sortedKeys(value))))].sort();

/** Keys in one order, at any depth. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortedKeys(inner)]));
}

const FORMS: Partial<Record<TemplateField, (value: unknown) => unknown>> = {
  macFilterList: macs,
  bcFilterList: macs,
  saePsk: (value) =>
    sortedSet(
      (value as readonly SaePsk[]).map(({ psk, mac, vlan }) => ({
        psk,
        mac: mac?.toLowerCase().replaceAll('-', ':') ?? null,
        vlan: vlan ?? null,
      })),
    ),
};

/** A text that two values of a field share when they mean the same: lists without their order, addresses in lower case. */
export function formOf(field: TemplateField, value: unknown): string {
  const form = FORMS[field];
  if (form) return JSON.stringify(form(value));
  return JSON.stringify(Array.isArray(value) ? sortedSet(value) : value);
}
