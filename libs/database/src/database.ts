import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { toDomainError } from './database-errors';
import { runPrepared } from './prepared-query';
import type { Statement } from './statement';
import { Transactions } from './transactions';

/** The one access to PostgreSQL. Everything taken from it belongs to the running transaction when there is one. */
@Injectable()
export class Database {
  constructor(
    readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** The running transaction's manager, else the default one. Take it anew for each use; never keep it. */
  get manager(): EntityManager {
    return this.transactions.current?.manager ?? this.dataSource.manager;
  }

  /** The entity's repository in the running transaction, else outside of any. Take it anew for each use. */
  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.manager.getRepository(entity);
  }

  /**
   * Runs a prepared statement and returns its rows as the driver reads them: `timestamptz` as Date, `int8` and `numeric`
   * as text (cast counts in SQL: `count(*)::int`). Errors are mapped as in {@link Transactions.run}.
   */
  async rows<Row extends object>(statement: Statement, values: unknown[] = []): Promise<Row[]> {
    const connection = this.transactions.current?.client ?? this.pool;
    try {
      return await runPrepared<Row>(connection, statement, values);
    } catch (error) {
      throw toDomainError(error) ?? error;
    }
  }

  /** TypeORM's own pool, so that both ways to the database share one limit of connections. */
  private get pool(): Pool {
    return (this.dataSource.driver as PostgresDriver).master as Pool;
  }
}
