import { stringify } from 'csv-stringify/sync';
import type { FieldDefinition } from '../credential-types';
import { escapeFormula, FILE_WORDS, type FileWord } from '../transfer-store';

/** A credential as a row, before it is written. */
export interface ExportRow {
  readonly cells: Readonly<Record<FileWord, string>>;
  /** By field id. */
  readonly values: ReadonlyMap<string, string>;
}

/** Fields that have a cell, those of a credential before those of its sub-credentials. */
const celled = (fields: readonly FieldDefinition[]): FieldDefinition[] => [
  ...fields.filter(({ valueType }) => valueType !== 'multi_credential'),
  ...fields.flatMap(({ subFields = [] }) => celled(subFields)),
];

/** The ids of all fields that have a cell, those of the first type first. Secure ones only when they are filled. */
export const fieldColumns = (types: readonly (readonly FieldDefinition[])[], withSecure: boolean): string[] => [
  ...new Set(
    types.flatMap((fields) => celled(fields).flatMap(({ id, secure }) => (withSecure || !secure ? [id] : []))),
  ),
];

const RESERVED = new Set(FILE_WORDS.map((word) => word.toLowerCase()));

/** A field whose id is one of the words is told apart, as an import reads it. */
const headingOf = (fieldId: string): string => (RESERVED.has(fieldId.toLowerCase()) ? `field:${fieldId}` : fieldId);

const text = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((cells) => cells.map(escapeFormula)),
    { record_delimiter: 'windows' },
  );

export const headerText = (columns: readonly string[]): string => text([[...FILE_WORDS, ...columns.map(headingOf)]]);

/** By RFC 4180, with cells that no spreadsheet takes for a formula. */
export const rowsText = (rows: readonly ExportRow[], columns: readonly string[]): string =>
  text(
    rows.map(({ cells, values }) => [
      ...FILE_WORDS.map((word) => cells[word]),
      ...columns.map((fieldId) => values.get(fieldId) ?? ''),
    ]),
  );
