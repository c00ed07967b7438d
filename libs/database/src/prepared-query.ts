import { type ClientBase, type FieldDef, type Pool, types } from 'pg';
import { prepareValue } from 'pg/lib/utils';
import type { Statement } from './statement';

/** What the driver's connection offers to a query of one's own; the published types ask for more arguments. */
interface Connection {
  readonly stream: { cork(): void; uncork(): void };
  /** Texts by the name under which this connection has them prepared. */
  readonly parsedStatements: Readonly<Record<string, string>>;
  parse(statement: Statement): void;
  bind(portal: { statement: string; values: PreparedValue[] }): void;
  describe(portal: { type: 'P' }): void;
  execute(portal: object): void;
  sync(): void;
}

/** Takes a query of one's own, as cursors and streams are too, and calls back; of a pool, the published types know none. */
interface Client {
  query(query: object, done: Done): void;
}

type PreparedValue = ReturnType<typeof prepareValue>;

type Done = (error: Error | null, rows?: unknown[]) => void;

interface ResultColumn {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

/**
 * The columns of a statement's rows. Once prepared they stay the same: a change of the table that would change them
 * makes PostgreSQL refuse the prepared statement. Another connection may know the text with other columns.
 */
const columnsOf = new WeakMap<object, Map<string, readonly ResultColumn[]>>();

/**
 * One run of a prepared statement. The driver's own query asks PostgreSQL each time what columns the rows have, works out
 * again how to read them and tells listeners of each row, which costs as much as the rows themselves.
 *
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
class PreparedQuery {
  readonly name: string;
  readonly text: string;
  /** Set by the client. */
  callback?: Done;
  private readonly rows: unknown[] = [];
  private columns: readonly ResultColumn[] = [];
  /** Whether this run has to learn its columns. */
  private asksForColumns = false;
  private failure?: Error;

  constructor(
    private readonly statement: Statement,
    private readonly values: PreparedValue[],
  ) {
    this.name = statement.name;
    this.text = statement.text;
  }

  submit(connection: Connection): null {
    const { name, text, statement, values } = this;
    const isPrepared = connection.parsedStatements[name] === text;
    const known = isPrepared ? columnsOf.get(connection)?.get(name) : undefined;
    this.asksForColumns = known === undefined;
    connection.stream.cork();
    try {
      if (!isPrepared) connection.parse(statement);
      connection.bind({ statement: name, values });
      if (known) this.columns = known;
      else connection.describe({ type: 'P' });
      connection.execute({});
    } catch (error) {
      // What was sent before it is answered all the same, and the connection is free again only then.
      this.failure = error as Error;
    } finally {
      connection.sync();
      connection.stream.uncork();
    }
    return null;
  }

  /** Does not come for statements without rows. */
  handleRowDescription({ fields }: { fields: FieldDef[] }): void {
    this.columns = fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    if (this.failure) return;
    try {
      if (fields.length !== this.columns.length)
        throw new Error(`Statement "${this.name}" has other columns than before`);
      this.rows.push(rowOf(this.columns, fields));
    } catch (error) {
      this.failure = error as Error;
    }
  }

  handleEmptyQuery(): void {
    // As good as one without rows.
  }

  handleCommandComplete(): void {
    // The answer is whole with the connection's being ready for the next.
  }

  handleReadyForQuery(connection: Connection): void {
    if (this.asksForColumns && !this.failure) remember(connection, this.name, this.columns);
    if (this.failure) this.callback?.(this.failure);
    else this.callback?.(null, this.rows);
  }

  handleError(error: Error): void {
    this.callback?.(error);
  }
}

/** The driver's own for a type, which its published types know by a list of ids. */
const parserOf = types.getTypeParser as (typeId: number) => ResultColumn['parse'];

function rowOf(columns: readonly ResultColumn[], fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  let place = 0;
  for (const { name, parse } of columns) {
    const text = fields[place++] ?? null;
    row[name] = text === null ? null : parse(text);
  }
  return row;
}

function remember(connection: Connection, name: string, columns: readonly ResultColumn[]): void {
  const known = columnsOf.get(connection);
  if (known) known.set(name, columns);
  else columnsOf.set(connection, new Map([[name, columns]]));
}

/** Runs a prepared statement and returns its rows. */
export const runPrepared = <Row>(connection: ClientBase | Pool, statement: Statement, values: unknown[]) =>
  new Promise<Row[]>((resolve, reject) => {
    const query = new PreparedQuery(
      statement,
      values.map((value) => prepareValue(value)),
    );
    (connection as unknown as Client).query(query, (error, rows) => {
      if (error) reject(error);
      else resolve(rows as Row[]);
    });
  });
