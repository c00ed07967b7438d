import type { FieldIssue } from '@app/kernel';
import type { FieldDefinition } from '../credential-types';
import { FILE_WORDS, type FileWord } from '../transfer-store';

/** What the cells of a column are. */
export type Column = { readonly kind: FileWord | 'ignored' } | { readonly kind: 'field'; readonly field: string };

/** What a request says of all rows. */
export interface Given {
  readonly company: boolean;
  readonly type: boolean;
}

const FIELD = /^field:/i;
const MAX_ISSUES = 100;

const normal = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

function columnOf(heading: string, given: Given): Column {
  const word = FILE_WORDS.find((candidate) => normal(candidate) === normal(heading));
  if ((word === 'company' && given.company) || (word === 'type' && given.type)) return { kind: 'ignored' };
  return word ? { kind: word } : { kind: 'field', field: heading.trim().replace(FIELD, '').trim() };
}

/** The first row as columns: words of our own, and ids or names of fields. */
export const columnsOf = (header: readonly string[], given: Given): Column[] =>
  header.map((heading) => columnOf(heading, given));

const isMulti = ({ valueType }: FieldDefinition): boolean => valueType === 'multi_credential';

/** Finds fields by id, or by name whatever its case. */
export class FieldFinder {
  private readonly byId: ReadonlyMap<string, FieldDefinition>;
  private readonly byName: ReadonlyMap<string, FieldDefinition>;

  constructor(fields: readonly FieldDefinition[]) {
    this.byId = new Map(fields.map((field) => [field.id, field]));
    this.byName = new Map(fields.map((field) => [normal(field.name), field]));
  }

  /** Among those that have a cell, which multi-credential fields have not. Kept for as long as the definitions are. */
  static ofCells(fields: readonly FieldDefinition[]): FieldFinder {
    const finder = cellsOf.get(fields) ?? new FieldFinder(fields.filter((field) => !isMulti(field)));
    cellsOf.set(fields, finder);
    return finder;
  }

  /** The same, and among the cells of sub-credentials, for files that have such. */
  static ofAllCells(fields: readonly FieldDefinition[]): FieldFinder {
    const below = (level: readonly FieldDefinition[]): FieldDefinition[] =>
      level.flatMap((field) => (isMulti(field) ? below(field.subFields ?? []) : [field]));
    return new FieldFinder(below(fields));
  }

  static ofMultiFields(fields: readonly FieldDefinition[]): FieldFinder {
    return new FieldFinder(fields.filter(isMulti));
  }

  find(text: string): FieldDefinition | undefined {
    return this.byId.get(text) ?? this.byName.get(normal(text));
  }
}

const cellsOf = new WeakMap<readonly FieldDefinition[], FieldFinder>();

/** Whether rows may name others as their parents. */
export const hasParents = (columns: readonly Column[]): boolean => columns.some(({ kind }) => kind === 'parent');

/**
 * What is wrong with the columns, the first hundred things of it. They are named by their number, as a file without a header has values there.
 *
 * @param fields of the type of all rows, where there is one
 */
export function columnIssues(columns: readonly Column[], given: Given, fields?: FieldFinder): FieldIssue[] {
  const needed = [
    ...['name', ...(given.company ? [] : ['company']), ...(given.type ? [] : ['type'])],
    ...(hasParents(columns) ? ['id', 'parentField'] : []),
  ];
  const missing = needed
    .filter((kind) => !columns.some((column) => column.kind === kind))
    .map((kind) => ({ path: ['body'], message: `the first row names no column ${kind}` }));
  const seen = new Set<string>();
  const wrong = columns.flatMap((column, index) => {
    const key = column.kind === 'field' ? `field:${fields?.find(column.field)?.id ?? column.field}` : column.kind;
    const message = problemOf(column, seen.has(key) && column.kind !== 'ignored', fields);
    seen.add(key);
    return message ? [{ path: ['body', index], message: `column ${index + 1} ${message}` }] : [];
  });
  return [...missing, ...wrong].slice(0, MAX_ISSUES);
}

function problemOf(column: Column, isRepeated: boolean, fields?: FieldFinder): string | undefined {
  if (column.kind === 'field' && column.field === '') return 'has no name';
  if (isRepeated) return 'has the name of one before it';
  if (column.kind === 'field' && fields && !fields.find(column.field)) return 'is no field of the credential type';
  return undefined;
}
