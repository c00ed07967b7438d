import { CommonError, type FieldIssue } from '@app/kernel';
import type { FieldDefinition } from '../credential-types';
import { checkValue } from '../value-types';

export interface FieldValueInput {
  readonly fieldId: string;
  /** Null leaves the field as it is, an empty text clears it. */
  readonly value: string | null;
}

/** What an input does to the values of one credential, by field id. An empty text clears. */
export interface ValueChanges {
  readonly plain: ReadonlyMap<string, string>;
  readonly secure: ReadonlyMap<string, string>;
}

type Path = FieldIssue['path'];

/** Collects what is wrong with an input, to refuse all of it at once. */
export class Issues {
  private readonly found: FieldIssue[] = [];

  add(path: Path, message: string): void {
    this.found.push({ path, message });
  }

  /** @throws 400 naming every field that was added */
  assertNone(): void {
    if (this.found.length > 0) throw CommonError.validation({ issues: this.found });
  }
}

/** @param path where the list of values stands in the body */
export function readValues(
  definitions: readonly FieldDefinition[],
  inputs: readonly FieldValueInput[],
  path: Path,
  issues: Issues,
): ValueChanges {
  const byId = new Map(definitions.map((field) => [field.id, field]));
  const plain = new Map<string, string>();
  const secure = new Map<string, string>();
  for (const [index, { fieldId, value }] of inputs.entries()) {
    const field = byId.get(fieldId);
    const at = [...path, index];
    if (!field) {
      issues.add([...at, 'fieldId'], `${fieldId} is not a field of this credential type`);
      continue;
    }
    if (plain.has(fieldId) || secure.has(fieldId)) issues.add([...at, 'fieldId'], `${fieldId} is given twice`);
    if (value === null) continue;
    const checked = value === '' ? { value } : checkValue(field.valueType, value, field.secure);
    if ('problem' in checked) issues.add([...at, 'value'], `${fieldId} ${checked.problem}`);
    else (field.secure ? secure : plain).set(fieldId, checked.value);
  }
  return { plain, secure };
}

/** @param has whether a field has a value, or a multi-credential field a sub-credential */
export function requireValues(
  definitions: readonly FieldDefinition[],
  has: (fieldId: string) => boolean,
  path: Path,
  issues: Issues,
): void {
  for (const { id, required } of definitions) if (required && !has(id)) issues.add(path, `${id} is required`);
}

/** Values with the changes made: what is cleared is left out. */
export function merged(values: Readonly<Record<string, string>>, { plain }: ValueChanges): Record<string, string> {
  return Object.fromEntries([...new Map([...Object.entries(values), ...plain])].filter(([, value]) => value !== ''));
}
