import { CommonError } from '@app/kernel';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { createDataSource } from './data-source';
import { isConnectionLost, isTransient, toDomainError, violates } from './database-errors';

describe('toDomainError', () => {
  let testDatabase: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    dataSource = await createDataSource({ url: testDatabase.url, poolSize: 1 }).initialize();
    await dataSource.query(`
      create table parents (id text primary key);
      create table children (id int primary key, parent text references parents, size smallint check (size > 0), extra jsonb);
      insert into parents values ('p');
      insert into children values (1, 'p');
    `);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await testDatabase.drop();
  });

  const failureOf = (sql: string, values?: unknown[]): Promise<unknown> =>
    dataSource.query(sql, values).then(
      () => new Error('the statement did not fail'),
      (error: unknown) => error,
    );

  it.each<[string, number, string, unknown[]]>([
    ['unique violation', 409, `insert into parents values ('p')`, []],
    ['missing parent', 409, `insert into children values (2, 'none')`, []],
    ['parent in use', 409, `delete from parents`, []],
    ['U+0000 in a text', 400, `insert into parents values ($1)`, ['a\0b']],
    ['U+0000 in jsonb', 400, `insert into children (id, extra) values (3, $1)`, ['{"a":"\\u0000"}']],
    ['text for a number', 400, `select * from children where id = $1`, ['abc']],
    ['number out of range', 400, `insert into children (id, size) values (4, $1)`, [70_000]],
    ['no date', 400, `select $1::timestamptz`, ['yesterdayish']],
    ['date out of range', 400, `select $1::date`, ['2024-02-31']],
    ['timeout', 503, `do $$ begin raise sqlstate '57014'; end $$`, []],
    ['serialization failure', 503, `do $$ begin raise sqlstate '40001'; end $$`, []],
    ['connection exception', 503, `do $$ begin raise sqlstate '08006'; end $$`, []],
  ])('maps %s to %i', async (_name, status, sql, values) => {
    const error = await failureOf(sql, values);
    expect(toDomainError(error)).toMatchObject({ status, cause: error });
  });

  it.each([
    ['a check violation', `insert into children (id, size) values (5, 0)`],
    ['a syntax error', 'selec 1'],
  ])('leaves %s, a fault of ours, alone', async (_name, sql) => {
    expect(toDomainError(await failureOf(sql))).toBeUndefined();
  });

  it('tells nothing of the database to the client', async () => {
    const mapped = toDomainError(await failureOf(`insert into parents values ('p')`));
    expect(JSON.stringify({ message: mapped?.message, details: mapped?.details })).not.toMatch(
      /parents|insert|duplicate/,
    );
  });

  it('returns a DomainError as it is, and undefined for anything else', () => {
    const error = CommonError.notFound();
    expect(toDomainError(error)).toBe(error);
    expect(toDomainError(new Error('x'))).toBeUndefined();
    expect(toDomainError('text')).toBeUndefined();
  });

  it('names the violated constraint, also of a mapped error', async () => {
    const error = await failureOf(`insert into parents values ('p')`);
    expect(violates(error, 'parents_pkey')).toBe(true);
    expect(violates(toDomainError(error), 'parents_pkey')).toBe(true);
    expect(violates(error, 'children_pkey')).toBe(false);
  });

  it('knows which failures a second try may not meet', async () => {
    expect(isTransient(await failureOf(`do $$ begin raise sqlstate '40P01'; end $$`))).toBe(true);
    expect(isTransient(await failureOf('selec 1'))).toBe(false);
  });

  it('recognises an unreachable server', async () => {
    const unreachable = createDataSource({ url: 'postgres://nobody:x@127.0.0.1:1/none' });
    const error = await unreachable.initialize().catch((thrown: unknown) => thrown);
    expect(isConnectionLost(error)).toBe(true);
    expect(toDomainError(error)).toMatchObject({ status: 503 });
  });
});
