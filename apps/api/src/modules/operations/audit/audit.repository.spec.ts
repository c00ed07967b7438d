import type { TestingModule } from '@nestjs/testing';
import { Client } from 'pg';
import { startAuditProcess, type AuditProcess } from '../../../../../../test/support/audit';
import { createTestDatabase, type TestDatabase } from '../../../../../../test/support/database';
import { searchStatement, type AuditFilter } from './audit-statements';
import { AuditRepository } from './audit.repository';

interface PlanNode {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const BEYOND_ANY = '9223372036854775807';
const ROWS = 20_000;

let database: TestDatabase;
let audit: AuditProcess;
let client: Client;
let repository: AuditRepository;

const openTestDatabase = async (): Promise<TestingModule> => {
  database = await createTestDatabase();
  audit = await startAuditProcess(database.url);
  client = new Client(database.url);
  await client.connect();
  repository = new AuditRepository(audit.database);
  return audit.app;
};

const closeTestDatabase = async (): Promise<void> => {
  await client.end();
  await audit.app.close();
  await database.drop();
};

describe('numbered pages', () => {
  beforeEach(openTestDatabase);
  afterEach(closeTestDatabase);

  const page = async (offset: number, size: number) => {
    const { rows, total } = await repository.page(offset, size);
    return { messages: rows.map(({ message }) => message), total };
  };

  it('are empty while nothing is recorded', async () => {
    expect(await page(0, 100)).toEqual({ messages: [], total: 0 });
  });

  it('join what waits to be sealed and the chain without a seam', async () => {
    for (const message of ['one', 'two', 'three']) await audit.record(message);
    expect(await page(0, 2)).toEqual({ messages: ['three', 'two'], total: 3 });

    await audit.sealer.seal();
    for (const message of ['four', 'five']) await audit.record(message);
    expect(await page(0, 2)).toEqual({ messages: ['five', 'four'], total: 5 });
    expect(await page(1, 3)).toEqual({ messages: ['four', 'three', 'two'], total: 5 });
    expect(await page(3, 3)).toEqual({ messages: ['two', 'one'], total: 5 });
    expect(await page(5, 3)).toEqual({ messages: [], total: 5 });
    expect(await page(99_999_900, 100)).toEqual({ messages: [], total: 5 });
  });
});

describe('searching a long log', () => {
  beforeAll(async () => {
    await openTestDatabase();
    await client.query(
      `insert into audit_log (at, actor_id, actor_login, surface, action, target_type, target_id, target_name, message,
         request_id, address)
       select timestamptz '2026-01-01' + n * interval '1 minute',
         case when n = 7 then 'ckx0000000000000000000007' else 'ckx0000000000000000000001' end,
         case when n = 7 then 'rare' else 'common' end, 'optima',
         case when n = 7 then 'rare.verb' else 'common.verb' || n % 5 end, 'thing',
         case when n = 7 then 'ckx0000000000000000000008' else 'ckx0000000000000000000002' end,
         case when n = 7 then 'rare' else 'common' end, 'row ' || n, 'r', ''
       from generate_series(1, $1::int) n`,
      [ROWS],
    );
    await client.query('vacuum analyze audit_log');
  });
  afterAll(closeTestDatabase);

  const touched = (node: PlanNode): number =>
    (node['Relation Name'] === 'audit_log'
      ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
      : 0) + (node.Plans ?? []).reduce((sum, child) => sum + touched(child), 0);

  /** Rows of the log that PostgreSQL looked at. */
  const rowsRead = async (filter: AuditFilter): Promise<number> => {
    const { statement, values } = searchStatement(filter, BEYOND_ANY, 51);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) ${statement.text}`,
      values,
    );
    const [explained] = rows;
    if (!explained) throw new Error('PostgreSQL explained nothing');
    return touched(explained['QUERY PLAN'][0].Plan);
  };

  const early = new Date('2026-01-01T03:00:00Z');
  const rare: AuditFilter[] = [
    { actor: 'ckx0000000000000000000007' },
    { actor: 'rare' },
    { action: 'rare.verb' },
    { action: 'rare.*' },
    { target: 'ckx0000000000000000000008' },
    { target: 'rare' },
    { actor: 'rare', action: 'rare.*' },
    { target: 'rare', action: 'rare.verb', actor: 'rare' },
    { actor: 'rare', from: new Date('2026-01-01T00:00:00Z'), to: early },
  ];
  const common: AuditFilter[] = [
    {},
    { actor: 'common' },
    { action: 'common.verb3' },
    { action: 'common.*' },
    { target: 'common' },
    { to: early },
    { from: early },
    { from: new Date('2026-01-05T00:00:00Z'), to: new Date('2026-01-05T01:00:00Z') },
    { action: 'common.*', to: early },
    { action: 'nobody.*' },
    { actor: 'nobody' },
  ];

  it.each(rare)('finds the one record of %j without reading the others', async (filter) => {
    const found = await repository.search(filter, BEYOND_ANY, 51);
    expect(found.map(({ message }) => message)).toEqual(['row 7']);
    expect(await rowsRead(filter)).toBeLessThan(500);
  });

  it.each(common)('reads little more than a page of %j', async (filter) => {
    expect(await rowsRead(filter)).toBeLessThan(500);
  });

  it('bounds by time to the moment', async () => {
    const filter = { from: new Date('2026-01-01T02:00:00Z'), to: new Date('2026-01-01T02:03:00Z') };
    const found = await repository.search(filter, BEYOND_ANY, 51);
    expect(found.map(({ message }) => message)).toEqual(['row 122', 'row 121', 'row 120']);
  });
});
