import { definitionChanges } from './definition-changes';
import type { FieldDefinition } from './field-definition';

const field = (id: string, secure: boolean): FieldDefinition => ({
  ...{ id, name: id, required: false, secure, valueType: 'plain_text' },
});
const multi = (id: string, ...subFields: FieldDefinition[]): FieldDefinition => ({
  ...{ id, name: id, required: false, secure: false, valueType: 'multi_credential', subFields },
});
const nothing = { seals: [], opens: [], singles: [] };

it('nothing moves when nothing changes sides', () => {
  const fields = [field('a', false), field('b', true), multi('m', field('c', true))];
  expect(definitionChanges(fields, fields)).toEqual(nothing);
  expect(definitionChanges(fields, [])).toEqual(nothing);
});

it('values follow a field that becomes secure or readable, at any depth', () => {
  const before = [field('a', false), multi('m', field('b', true), multi('n', field('c', false)))];
  const after = [field('a', true), multi('m', field('b', false), multi('n', field('c', true)))];
  expect(definitionChanges(before, after)).toEqual({
    seals: [
      { path: [], fieldId: 'a' },
      { path: ['m', 'n'], fieldId: 'c' },
    ],
    opens: [{ path: ['m'], fieldId: 'b' }],
    singles: [],
  });
});

it('a field without a predecessor may be one that was removed before, with values or sub-credentials', () => {
  expect(definitionChanges([], [field('a', true), field('b', false)])).toEqual({
    seals: [{ path: [], fieldId: 'a' }],
    opens: [{ path: [], fieldId: 'b' }],
    singles: [
      { path: [], fieldId: 'a' },
      { path: [], fieldId: 'b' },
    ],
  });
});

it('a multi-credential field that becomes single is told, and values hidden under it are looked after', () => {
  expect(definitionChanges([multi('m', field('a', true))], [field('m', false)])).toEqual({
    ...nothing,
    opens: [{ path: [], fieldId: 'm' }],
    singles: [{ path: [], fieldId: 'm' }],
  });
  expect(definitionChanges([field('m', true)], [multi('m', field('a', true))])).toEqual({
    ...nothing,
    seals: [{ path: ['m'], fieldId: 'a' }],
    singles: [{ path: ['m'], fieldId: 'a' }],
  });
});
