import { DomainError } from '@app/kernel';
import { draftsOf, type CredentialDraft, type DraftPlace, type FieldValueInput } from '../credentials';
import { unescapeFormula } from '../transfer-store';
import type { CsvRow } from './csv-reader';
import { FieldFinder, hasParents, type Column } from './import-columns';

/** A row as the columns read it. */
export interface ImportRow {
  readonly line: number;
  readonly name: string;
  readonly notes: string;
  /** As the file names it; empty where the request does. */
  readonly company: string;
  readonly type: string;
  /** By which later rows name it; empty for none. */
  readonly id: string;
  /** The id of a row before it whose sub-credential it is; empty for a credential of its own. */
  readonly parent: string;
  /** Id or name of the multi-credential field of the parent. */
  readonly parentField: string;
  /** Cells that are not empty, by what their column is headed. */
  readonly values: readonly (readonly [heading: string, column: number, value: string])[];
  /** Such that are told without knowing what the names stand for. */
  readonly problems: readonly string[];
}

/** What the row's names were found to stand for, and the fields that its cells are for. */
export interface Place extends DraftPlace {
  readonly fields: FieldFinder;
}

const MAX_NAME = 200;
const MAX_NOTES = 10_000;
const MAX_ID = 200;
const MAX_PROBLEMS = 10;

export function readRow({ line, cells }: CsvRow, columns: readonly Column[]): ImportRow {
  const text = (kind: Column['kind']) =>
    unescapeFormula(cells[columns.findIndex((column) => column.kind === kind)] ?? '');
  const values = columns.flatMap((column, index) => {
    const value = unescapeFormula(cells[index] ?? '');
    return column.kind === 'field' && value !== '' ? [[column.field, index + 1, value] as const] : [];
  });
  const [name, notes] = [text('name').trim(), text('notes')];
  const [id, parent] = hasParents(columns) ? [text('id').trim(), text('parent').trim()] : ['', ''];
  const problems = [
    ...(cells.length > columns.length ? [`has ${cells.length} cells for ${columns.length} columns`] : []),
    ...(cells.some((cell) => cell.includes('\0')) ? ['holds U+0000'] : []),
    ...(name === '' ? ['name is required'] : []),
    ...(name.length > MAX_NAME ? [`name must be at most ${MAX_NAME} characters long`] : []),
    ...(notes.length > MAX_NOTES ? [`notes must be at most ${MAX_NOTES} characters long`] : []),
    ...(Math.max(id.length, parent.length) > MAX_ID ? [`id and parent must be at most ${MAX_ID} characters long`] : []),
    ...(id !== '' && id === parent ? ['parent is the row itself'] : []),
  ];
  const [company, type, parentField] = [text('company').trim(), text('type').trim(), text('parentField').trim()];
  return { line, name, notes, company, type, id, parent, parentField, values, problems };
}

/** Of a row without problems: either the credential to insert, or everything that its type finds wrong with it. */
export function draftOf(row: ImportRow, { fields, ...place }: Place): CredentialDraft | string[] {
  const unknown: string[] = [];
  const inputs = row.values.flatMap<FieldValueInput>(([heading, column, value]) => {
    const field = fields.find(heading);
    if (!field) unknown.push(`column ${column} is no field of its type`);
    return field ? [{ fieldId: field.id, value }] : [];
  });
  try {
    const [draft] = draftsOf({ name: row.name, notes: row.notes === '' ? null : row.notes, fields: inputs }, place);
    return draft && unknown.length === 0 ? draft : bounded(unknown);
  } catch (error) {
    const issues = error instanceof DomainError ? error.details.issues : undefined;
    if (!issues) throw error;
    return bounded([...unknown, ...issues.map(({ message }) => message)]);
  }
}

const bounded = (problems: string[]): string[] => problems.slice(0, MAX_PROBLEMS);
