export const VALUE_TYPES = [
  'plain_text',
  'license_key',
  'ip_address',
  'generic_secret',
  'bitlocker_key',
  'password',
  'multi_credential',
] as const;

export type ValueType = (typeof VALUE_TYPES)[number];

/** One field of a credential type, or of the sub-credentials of a multi-credential field. */
export interface FieldDefinition {
  /** Unique among the fields beside it. */
  id: string;
  name: string;
  required: boolean;
  /** Whether the value is sealed at rest. */
  secure: boolean;
  valueType: ValueType;
  /** For multi-credential fields: the fields of each sub-credential. */
  subFields?: FieldDefinition[];
}

/** The definitions at the end of a path of multi-credential fields, undefined where it leads nowhere. */
export function definitionsAt(
  fields: readonly FieldDefinition[],
  path: readonly string[],
): readonly FieldDefinition[] | undefined {
  return path.reduce<readonly FieldDefinition[] | undefined>(
    (level, step) =>
      level?.find(({ id, valueType }) => id === step && valueType === 'multi_credential')?.subFields ?? undefined,
    fields,
  );
}
