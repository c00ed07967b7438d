import type { FieldDefinition } from './field-definition';

/** A field whose stored values may stand on the wrong side of the seal after its type has changed. */
export interface FieldMove {
  /** The multi-credential fields that lead to it. */
  readonly path: readonly string[];
  readonly fieldId: string;
}

export interface DefinitionChanges {
  /** Fields that are secure from now on. */
  readonly seals: readonly FieldMove[];
  /** Fields that are readable from now on. */
  readonly opens: readonly FieldMove[];
  /** Multi-credential fields that become something else. */
  readonly singles: readonly FieldMove[];
}

interface Collected {
  seals: FieldMove[];
  opens: FieldMove[];
  singles: FieldMove[];
}

const isMulti = (field?: FieldDefinition): boolean => field?.valueType === 'multi_credential';

function collect(
  before: readonly FieldDefinition[],
  after: readonly FieldDefinition[],
  path: readonly string[],
  found: Collected,
): void {
  const known = new Map(before.map((field) => [field.id, field]));
  for (const field of after) {
    const old = known.get(field.id);
    const move = { path, fieldId: field.id };
    // A field without a predecessor may be one that was removed before, whose values or sub-credentials are still there.
    if (!isMulti(field) && (!old || isMulti(old))) found.singles.push(move);
    if (isMulti(field)) collect(old?.subFields ?? [], field.subFields ?? [], [...path, field.id], found);
    else if (old?.secure !== field.secure || isMulti(old)) (field.secure ? found.seals : found.opens).push(move);
  }
}

/** What has to happen to stored values when the definitions of their type change. */
export function definitionChanges(
  before: readonly FieldDefinition[],
  after: readonly FieldDefinition[],
): DefinitionChanges {
  const found: Collected = { seals: [], opens: [], singles: [] };
  collect(before, after, [], found);
  return found;
}
