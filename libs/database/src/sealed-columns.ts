/** A column that holds sealed texts, and what each of them is bound to. The parts are SQL over the table's own columns. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** A text of each row, unique in the table: rows are gone through in its order. */
  readonly key: string;
  /** The record that a text is bound to; the key where nothing else is said. */
  readonly record?: string;
  /** The field that a text is bound to; the column's name where nothing else is said. */
  readonly field?: string;
  /** The column beside it that keeps the master key version, where there is one. It and the key share an index. */
  readonly version?: string;
}

const columns = new Map<string, Required<Omit<SealedColumn, 'version'>> & Pick<SealedColumn, 'version'>>();

/**
 * Declares a column of sealed texts, beside the entity. What is declared is checked at start and follows a rotation of
 * the master key, so that no secret is left behind under a key that is taken away.
 */
export function defineSealedColumn(column: SealedColumn): void {
  const { key, record = key, field = `'${column.column}'` } = column;
  columns.set(`${column.table}.${column.column}`, Object.freeze({ ...column, record, field }));
}

/** Every declared column, with its defaults filled in. */
export const sealedColumns = () => [...columns.values()];
