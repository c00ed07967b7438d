import { CommonError, DomainError } from '@app/kernel';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { deferred } from '../../../test/support/deferred';
import { createDataSource } from './data-source';
import { Database } from './database';
import { Transactions } from './transactions';

const POOL_SIZE = 3;

describe('Transactions', () => {
  const failures: unknown[] = [];
  let testDatabase: TestDatabase;
  let dataSource: DataSource;
  let transactions: Transactions;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    dataSource = await createDataSource({ url: testDatabase.url, poolSize: POOL_SIZE }).initialize();
    const log = { info: () => undefined, warn: () => undefined, error: (_: string, e: unknown) => failures.push(e) };
    transactions = new Transactions(dataSource, log);
    database = new Database(dataSource, transactions);
    await dataSource.query('create table counters (name text primary key, value int not null)');
  });

  afterAll(async () => {
    await dataSource.destroy();
    await testDatabase.drop();
  });

  beforeEach(async () => {
    failures.length = 0;
    await dataSource.query('truncate counters');
  });

  const add = (name: string, value = 0) =>
    database.manager.query('insert into counters values ($1, $2)', [name, value]);
  const names = async () => {
    const rows = await dataSource.query<{ name: string }[]>('select name from counters order by name');
    return rows.map(({ name }) => name);
  };

  it('commits what the work did and returns its result', async () => {
    await expect(transactions.run(() => add('a').then(() => 7))).resolves.toBe(7);
    expect(await names()).toEqual(['a']);
  });

  it('shows nothing to others before the commit and rolls everything back on an error', async () => {
    const work = async () => {
      await add('a');
      expect(await names()).toEqual([]);
      throw CommonError.forbidden();
    };
    await expect(transactions.run(work)).rejects.toMatchObject({ code: 'common.forbidden' });
    expect(await names()).toEqual([]);
  });

  it('knows whether it is active', async () => {
    expect(transactions.active).toBe(false);
    await expect(transactions.run(() => Promise.resolve(transactions.active))).resolves.toBe(true);
    expect(transactions.active).toBe(false);
  });

  it('joins a nested run to the outer transaction', async () => {
    const work = async () => {
      await add('outer');
      await transactions.run(() => add('inner'));
      throw new Error('too late');
    };
    await expect(transactions.run(work)).rejects.toThrow('too late');
    expect(await names()).toEqual([]);
  });

  it('commits nothing after a nested run failed, even if its error was caught', async () => {
    const work = async () => {
      await add('outer');
      await transactions.run(() => Promise.reject(CommonError.notFound())).catch(() => undefined);
    };
    await expect(transactions.run(work)).rejects.toMatchObject({ code: 'common.notFound' });
    expect(await names()).toEqual([]);
  });

  it('does not report success when a failed statement was swallowed', async () => {
    const work = async () => {
      await add('a');
      await add('a').catch(() => undefined);
    };
    await expect(transactions.run(work)).rejects.toThrow('nothing was committed');
    expect(await names()).toEqual([]);
  });

  it('keeps transactions that run side by side apart', async () => {
    const aStands = deferred();
    const bCommitted = deferred();
    const failing = transactions.run(async () => {
      await add('a');
      aStands.resolve();
      await bCommitted.promise;
      throw new Error('no');
    });
    const other = aStands.promise.then(() => transactions.run(() => add('b'))).finally(bCommitted.resolve);
    await Promise.all([expect(failing).rejects.toThrow('no'), other]);
    expect(await names()).toEqual(['b']);
  });

  it('does not lend its connection to work that outlives it', async () => {
    const over = deferred();
    let late: Promise<unknown> = Promise.resolve();
    await transactions.run(() => {
      late = over.promise.then(async () => {
        expect(transactions.active).toBe(false);
        await transactions.run(() => add('late'));
      });
      return add('a');
    });
    over.resolve();
    await late;
    expect(await names()).toEqual(['a', 'late']);
  });

  it('gives its connections back', async () => {
    const one = () => transactions.run(() => Promise.reject(new Error('no'))).catch(() => undefined);
    await Promise.all(Array.from({ length: POOL_SIZE * 4 }, one));
    await expect(transactions.run(() => add('a'))).resolves.toBeDefined();
  });

  describe('afterCommit', () => {
    it('runs in order once the data is visible, nested ones included', async () => {
      const seen: string[][] = [];
      const look = async () => void seen.push(await names());
      await transactions.run(async () => {
        transactions.afterCommit(look);
        await transactions.run(() => {
          transactions.afterCommit(() => void seen.push(['second']));
          return Promise.resolve();
        });
        await add('a');
        expect(seen).toEqual([]);
      });
      expect(seen).toEqual([['a'], ['second']]);
    });

    it('does not run after a rollback', async () => {
      const action = jest.fn();
      const work = () => {
        transactions.afterCommit(action);
        return Promise.reject(new Error('no'));
      };
      await expect(transactions.run(work)).rejects.toThrow('no');
      expect(action).not.toHaveBeenCalled();
    });

    it('logs a failing action and still runs the next', async () => {
      const next = jest.fn();
      const failure = new Error('broken listener');
      await transactions.run(() => {
        transactions.afterCommit(() => Promise.reject(failure));
        transactions.afterCommit(next);
        return Promise.resolve();
      });
      expect(failures).toEqual([failure]);
      expect(next).toHaveBeenCalledTimes(1);
    });

    it('may open a transaction of its own', async () => {
      await transactions.run(() => {
        transactions.afterCommit(async () => {
          expect(transactions.active).toBe(false);
          await transactions.run(() => add('after'));
        });
        return add('a');
      });
      expect(await names()).toEqual(['a', 'after']);
    });

    it('runs at once outside a transaction', () => {
      const action = jest.fn();
      transactions.afterCommit(action);
      expect(action).toHaveBeenCalledTimes(1);
    });
  });

  describe('retries', () => {
    it('runs the loser of a deadlock again', async () => {
      await add('x');
      await add('y');
      let attempts = 0;
      const arrived = [deferred(), deferred()];
      const increment = (name: string) =>
        database.manager.query(`update counters set value = value + 1 where name = $1`, [name]);
      const both = (first: string, second: string) =>
        transactions.run(async () => {
          const mine = arrived[attempts++];
          await increment(first);
          mine?.resolve();
          await Promise.all(arrived.map(({ promise }) => promise));
          await increment(second);
        });
      await Promise.all([both('x', 'y'), both('y', 'x')]);
      expect(attempts).toBe(3);
      expect(await dataSource.query('select value from counters')).toEqual([{ value: 2 }, { value: 2 }]);
    });

    const serializationFailure = () => database.manager.query(`do $$ begin raise sqlstate '40001'; end $$`);

    it('runs hooks of the successful attempt only', async () => {
      const action = jest.fn();
      let attempts = 0;
      await transactions.run(async () => {
        transactions.afterCommit(action);
        if (++attempts < 3) await serializationFailure();
      });
      expect(attempts).toBe(3);
      expect(action).toHaveBeenCalledTimes(1);
    });

    it('gives up after five attempts with 503', async () => {
      let attempts = 0;
      const work = () => {
        attempts++;
        return serializationFailure();
      };
      await expect(transactions.run(work)).rejects.toMatchObject({ code: 'common.unavailable', status: 503 });
      expect(attempts).toBe(5);
    });

    it('leaves the retry to the outermost run', async () => {
      let inner = 0;
      let outer = 0;
      await transactions.run(async () => {
        outer++;
        await transactions.run(async () => {
          if (++inner === 1) await serializationFailure();
        });
      });
      expect([outer, inner]).toEqual([2, 2]);
    });
  });

  it('answers 503 when the connection is lost, and works again afterwards', async () => {
    const work = async () => {
      await add('a');
      await database.manager.query('select pg_terminate_backend(pg_backend_pid())');
    };
    const error = await transactions.run(work).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({ status: 503 });
    await transactions.run(() => add('b'));
    expect(await names()).toEqual(['b']);
  });
});
