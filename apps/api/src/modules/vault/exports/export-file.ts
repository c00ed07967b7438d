import { stringify } from 'csv-stringify/sync';
import type { FieldDefinition } from '../credential-types';
import { escapeFormula } from '../transfer-store';

const WORDS = ['name', 'notes', 'company', 'type'];

/** A credential as a row, before it is written. */
export interface ExportRow {
  readonly name: string;
  readonly notes: string | null;
  readonly company: string;
  readonly type: string;
  readonly values: ReadonlyMap<string, string>;
}

/** The ids of all fields that have a cell, those of the first type first. Secure ones only when they are filled. */
export const fieldColumns = (types: readonly (readonly FieldDefinition[])[], withSecure: boolean): string[] => [
  ...new Set(
    types.flatMap((fields) =>
      fields
        .filter(({ valueType, secure }) => valueType !== 'multi_credential' && (withSecure || !secure))
        .map(({ id }) => id),
    ),
  ),
];

/** A field whose id is one of the four words is told apart, as an import reads it. */
const headingOf = (fieldId: string): string => (WORDS.includes(fieldId.toLowerCase()) ? `field:${fieldId}` : fieldId);

const text = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((cells) => cells.map(escapeFormula)),
    { record_delimiter: 'windows' },
  );

export const headerText = (columns: readonly string[]): string => text([[...WORDS, ...columns.map(headingOf)]]);

/** By RFC 4180, with cells that no spreadsheet takes for a formula. */
export const rowsText = (rows: readonly ExportRow[], columns: readonly string[]): string =>
  text(
    rows.map(({ name, notes, company, type, values }) => [
      ...[name, notes ?? '', company, type],
      ...columns.map((fieldId) => values.get(fieldId) ?? ''),
    ]),
  );
