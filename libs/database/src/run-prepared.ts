import { type ClientBase, type Pool, Query, type QueryResult } from 'pg';
import type { Statement } from './statement';

/** Of a query that is not described by an object, the driver takes the name from here. */
class PreparedQuery extends Query {
  readonly name: string;

  constructor({ name, text }: Statement, values: unknown[]) {
    super(text, values);
    this.name = name;
  }
}

/** Takes a finished query, as both clients and pools do, and calls back; the published types know that of neither. */
interface Connection {
  query(query: Query, done: (error: Error | undefined, result: QueryResult) => void): void;
}

/**
 * Runs a prepared statement and returns its rows. The driver is handed the query as it is: one that an object describes
 * is copied property by property each time, which costs more than to build its messages.
 */
export const runPrepared = <Row>(connection: ClientBase | Pool, statement: Statement, values: unknown[]) =>
  new Promise<Row[]>((resolve, reject) => {
    (connection as unknown as Connection).query(new PreparedQuery(statement, values), (error, result) => {
      if (error) reject(error);
      else resolve(result.rows as Row[]);
    });
  });
