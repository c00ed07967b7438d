import type { Wlan } from '../controller';
import { fieldsSet, type TemplateField, type TemplateFields } from './template-fields';
import { formOf, valuesOf } from './wlan-values';

export interface Difference {
  readonly field: TemplateField;
  readonly expected: unknown;
  readonly actual: unknown;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** What the controller does not have, so that nothing can be said of it. */
  readonly absent: readonly TemplateField[];
}

/** What a WLAN has otherwise than a template, field by field in the order of the WLAN list. */
export function compare(expected: TemplateFields, wlan: Wlan): Comparison {
  const actual = valuesOf(wlan);
  const differences: Difference[] = [];
  const absent: TemplateField[] = [];
  for (const field of fieldsSet(expected)) {
    if (!matters(field, expected)) continue;
    const value = actual[field];
    // Every WLAN may have a passphrase: one without has another than the template's.
    if (value === null && field !== 'passphrase') absent.push(field);
    else if (formOf(field, expected[field]) !== formOf(field, value)) {
      differences.push({ field, expected: expected[field], actual: value });
    }
  }
  return { differences, absent };
}

export const differingFields = (expected: TemplateFields, wlan: Wlan): readonly TemplateField[] =>
  compare(expected, wlan).differences.map(({ field }) => field);

/** A passphrase says nothing where another kind of security is asked for. */
const matters = (field: TemplateField, { security }: TemplateFields): boolean =>
  field !== 'passphrase' || security === undefined || security === 'wpapsk';
