import { Injectable } from '@nestjs/common';
import { SecretBox, type SecretContext } from '@app/crypto';
import { Database, sealedColumns, statement, type SealedColumn, type Statement } from '@app/database';

/** A sealed text where it stands. */
export interface PlacedText {
  /** Of its row, see {@link SealedColumn.key}. */
  readonly key: string;
  readonly sealed: string;
  readonly context: SecretContext;
}

export interface KeyVersionCount {
  readonly version: number;
  readonly secrets: number;
}

type Column = ReturnType<typeof sealedColumns>[number];

interface Row {
  readonly key: string;
  readonly sealed: string;
  readonly record: string;
  readonly field: string;
}

const named = ({ table, column }: SealedColumn, purpose: string, text: string): Statement =>
  statement(`sealed-texts.${purpose}:${table}.${column}`, text);

/** The version stands in the text itself, among its first twelve characters. */
const versionOf = ({ version, column }: SealedColumn): string =>
  version ?? `split_part(left(${column}, 12), '.', 2)::int`;

/** An index of versions is hopped along, however many texts have the same one. */
const versions = (column: SealedColumn): Statement => {
  const { table, version } = column;
  const hop = `with recursive hop (version) as (
      (select min(${version}) from ${table})
      union all
      select (select min(${version}) from ${table} where ${version} > hop.version) from hop where hop.version is not null
    ) select version from hop where version is not null`;
  const scan = `select distinct ${versionOf(column)} as version from ${table} where ${column.column} is not null`;
  return named(column, 'versions', version ? hop : scan);
};

const counts = (column: SealedColumn): Statement =>
  named(
    column,
    'counts',
    `select ${versionOf(column)} as version, count(*)::int as secrets from ${column.table}
      where ${column.column} is not null group by 1`,
  );

const placed = ({ table, column, key, record, field }: Column): string =>
  `select ${key} as key, ${record} as record, ${field} as field, ${column} as sealed from ${table}`;

const sample = (column: Column): Statement =>
  named(column, 'sample', `${placed(column)} where ${versionOf(column)} = $1 limit 1`);

const batch = (column: Column): Statement =>
  named(
    column,
    'batch',
    `${placed(column)} where ${versionOf(column)} = $1 and ${column.key} > $2 order by ${column.key} limit $3
      for update skip locked`,
  );

const replace = (column: Column): Statement =>
  named(
    column,
    'replace',
    `update ${column.table} set ${column.column} = given.new_text${column.version ? `, ${column.version} = $3` : ''}
       from unnest($1::text[], $2::text[]) as given (of_key, new_text) where ${column.key} = given.of_key`,
  );

/** Every sealed text in the database, as its declared columns say (`defineSealedColumn`). */
@Injectable()
export class SealedTexts {
  constructor(private readonly database: Database) {}

  get columns(): readonly Column[] {
    return sealedColumns();
  }

  /** The versions of the master key that something is sealed under, oldest first. */
  async versions(): Promise<number[]> {
    const found = new Set<number>();
    for (const column of this.columns) {
      for (const { version } of await this.database.rows<{ version: number }>(versions(column))) found.add(version);
    }
    return [...found].sort((a, b) => a - b);
  }

  /** How many texts each version seals, oldest first. */
  async counts(): Promise<KeyVersionCount[]> {
    const sums = new Map<number, number>();
    for (const column of this.columns) {
      for (const { version, secrets } of await this.database.rows<KeyVersionCount>(counts(column))) {
        sums.set(version, (sums.get(version) ?? 0) + secrets);
      }
    }
    return [...sums].map(([version, secrets]) => ({ version, secrets })).sort((a, b) => a.version - b.version);
  }

  /** Any text that a version seals. */
  async sample(version: number): Promise<PlacedText | undefined> {
    for (const column of this.columns) {
      const [row] = await this.database.rows<Row>(sample(column), [version]);
      if (row) return toPlaced(column, row);
    }
    return undefined;
  }

  /** In a transaction: texts of one version after a key, locked; those that somebody else has locked are left out. */
  async lockBatch(column: Column, version: number, after: string, limit: number): Promise<PlacedText[]> {
    const rows = await this.database.rows<Row>(batch(column), [version, after, limit]);
    return rows.map((row) => toPlaced(column, row));
  }

  /** In a transaction: the same secrets in another form. */
  async replace(column: Column, texts: readonly Omit<PlacedText, 'context'>[]): Promise<void> {
    const [first] = texts;
    if (!first) return;
    const values: unknown[] = [texts.map(({ key }) => key), texts.map(({ sealed }) => sealed)];
    if (column.version) values.push(SecretBox.keyVersionOf(first.sealed));
    await this.database.rows(replace(column), values);
  }
}

const toPlaced = ({ table }: Column, { key, sealed, record, field }: Row): PlacedText => ({
  key,
  sealed,
  context: { table, record, field },
});
