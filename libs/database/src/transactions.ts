import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import type { EntityManager, QueryRunner } from 'typeorm';
import { DATABASE_LOG } from './database.tokens';
import { isTransient, toDomainError } from './database-errors';
import type { DatabaseLog } from './database-options';

type Action = () => void | Promise<void>;

interface Transaction {
  readonly manager: EntityManager;
  readonly client: PoolClient;
  readonly afterCommit: Action[];
  /** Work that outlives its transaction without being awaited must not touch the returned connection. */
  open: boolean;
  /** What a joined `run` failed with. It cannot be undone on its own, so nothing may be committed any more. */
  failure?: { error: unknown };
}

const MAX_ATTEMPTS = 5;
const RETRY_STEP_MS = 20;

/** Runs work in database transactions, found again through the asynchronous context: no parameter is handed around. */
@Injectable()
export class Transactions {
  private readonly storage = new AsyncLocalStorage<Transaction>();
  private running = 0;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(DATABASE_LOG) private readonly log: DatabaseLog,
  ) {}

  /** Whether the caller runs inside a transaction. */
  get active(): boolean {
    return this.current !== undefined;
  }

  /** The running transaction's connection and manager; undefined outside. */
  get current(): Pick<Transaction, 'manager' | 'client'> | undefined {
    const transaction = this.storage.getStore();
    return transaction?.open ? transaction : undefined;
  }

  /**
   * Runs `work` in a transaction (read committed) and commits when it resolves. Inside a running one it joins that one;
   * when it then fails, the outer one rolls back too, even if the error is caught on the way. After a deadlock or
   * serialization failure the outermost work is run again, so it must not have effects outside the database: those
   * belong into {@link afterCommit}. Database errors leave as DomainErrors (see `toDomainError`).
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.storage.getStore();
    if (outer?.open) return this.join(outer, work);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS || !isTransient(error)) throw toDomainError(error) ?? error;
        await delay(RETRY_STEP_MS * attempt * Math.random());
      }
    }
  }

  /**
   * Runs `action` once the outermost transaction has committed and its connection is free again; never after a
   * rollback. Its failure is logged, not thrown: the commit cannot be taken back. Outside a transaction it runs at once.
   */
  afterCommit(action: Action): void {
    const transaction = this.storage.getStore();
    if (transaction?.open) transaction.afterCommit.push(action);
    else void this.perform(action);
  }

  private async join<T>(outer: Transaction, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      outer.failure ??= { error };
      throw toDomainError(error) ?? error;
    }
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T> {
    const queryRunner = this.dataSource.createQueryRunner();
    const afterCommit: Action[] = [];
    let result: T;
    try {
      const client = (await queryRunner.connect()) as PoolClient;
      const transaction: Transaction = { manager: queryRunner.manager, client, afterCommit, open: true };
      result = await this.inContext(transaction, () => this.commit(queryRunner, transaction, work));
    } finally {
      await queryRunner.release();
    }
    for (const action of afterCommit) await this.perform(action);
    return result;
  }

  /**
   * While an AsyncLocalStorage is enabled, Node follows every promise of the process through hooks, which costs reads a
   * tenth of their time. So it is enabled only while a transaction runs; a context without an open one is none anyway.
   */
  private async inContext<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      return await this.storage.run(transaction, work);
    } finally {
      this.running -= 1;
      if (this.running === 0) this.storage.disable();
    }
  }

  private async commit<T>(queryRunner: QueryRunner, transaction: Transaction, work: () => Promise<T>): Promise<T> {
    try {
      await queryRunner.startTransaction();
      const result = await work();
      transaction.open = false;
      await commitOrFail(transaction);
      return result;
    } catch (error) {
      transaction.open = false;
      await this.rollBack(queryRunner, transaction);
      throw error;
    }
  }

  private async rollBack(queryRunner: QueryRunner, { client }: Transaction): Promise<void> {
    if (!queryRunner.isTransactionActive) return;
    try {
      await queryRunner.rollbackTransaction();
    } catch (error) {
      this.log.warn(`A transaction could not be rolled back, its connection is closed: ${String(error)}`);
      await client.end().catch(() => undefined);
    }
  }

  private async perform(action: Action): Promise<void> {
    try {
      await this.storage.exit(action);
    } catch (error) {
      this.log.error('An action after a commit failed', error);
    }
  }
}

/**
 * PostgreSQL answers COMMIT of a failed transaction with a rollback and no error, which TypeORM does not look at: a
 * swallowed error must not look like success.
 */
async function commitOrFail({ failure, client }: Transaction): Promise<void> {
  if (failure) throw failure.error;
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') throw new Error('A failed statement was ignored in a transaction; nothing was committed');
}
