import { CommonError, invalidField } from '@app/kernel';
import type { FieldDefinition } from '../credential-types';
import type { Reveal } from '../reveals';

/** What a link shows. */
export interface SharedContent {
  readonly name?: string;
  readonly note?: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
}

const refuse = (index: number, problem: string) => invalidField(['body', 'fields', index], problem);

function definitionOf(
  { credential: { definitions } }: Reveal,
  fieldIds: readonly string[],
  index: number,
): FieldDefinition {
  const fieldId = fieldIds[index];
  const field = definitions.find(({ id }) => id === fieldId);
  if (!field) throw refuse(index, `${String(fieldId)} is not a field of this credential`);
  if (field.valueType === 'multi_credential') throw refuse(index, `${field.id} has no value of its own`);
  if (fieldIds.indexOf(field.id) < index) throw refuse(index, `${field.id} is given twice`);
  return field;
}

/**
 * The chosen values of a credential, with as much around them as whoever shares them may see.
 *
 * @param visible keys of a credential that they may see
 * @throws 400 naming a field that is unknown or has no value, 403 for a value in clear that they may not see
 */
export function sharedContent(
  reveal: Reveal,
  fieldIds: readonly string[],
  visible: readonly string[],
): Omit<SharedContent, 'note'> {
  const secure = new Map(reveal.secureValues.map(({ fieldId, value }) => [fieldId, value]));
  const seesFields = visible.includes('fields');
  const fields = fieldIds.map((_, index) => {
    const field = definitionOf(reveal, fieldIds, index);
    if (!field.secure && !seesFields) throw CommonError.forbidden();
    const value = field.secure ? secure.get(field.id) : reveal.credential.plainValues[field.id];
    if (value === undefined) throw refuse(index, `${field.id} has no value`);
    return { label: seesFields ? field.name : field.id, value };
  });
  return { ...(visible.includes('name') && { name: reveal.credential.name }), fields };
}
