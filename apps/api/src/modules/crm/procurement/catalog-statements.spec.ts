import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../../../test/support/database';
import { listingOf } from './catalog-list-statements';

interface PlanNode {
  readonly 'Index Name'?: string;
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly PlanNode[];
}

const ROWS = 20_000;

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe('lists of a large catalogue', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client(database.url);
    await client.connect();
    await client.query(
      `insert into catalog_items (id, cw_catalog_id, identifier, name, subcategory, category)
       select 'c' || n, n, 'I' || n, 'Übung ' || md5(n::text), 'Group' || n % 50 || '-Part' || n % 500, 'C' || n % 3
         from generate_series(1, ${ROWS}) as n`,
    );
    await client.query('vacuum analyze catalog_items');
    // What a connection settles on after a few runs: one plan for every value.
    await client.query('set plan_cache_mode = force_generic_plan');
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  async function plan(path: 'list' | 'search' | 'subcategory', filters: string): Promise<PlanNode[]> {
    const { name, text } = listingOf(path, true).page;
    await client.query(`prepare "${name}" as ${text}`);
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `explain (analyze, format json) execute "${name}" ('{id}', ${filters}, null, false, null, null, null, 30, 0)`,
    );
    const [explained] = rows[0]?.['QUERY PLAN'] ?? [];
    return explained ? nodesOf(explained.Plan).filter((node) => node['Node Type'] !== 'Sort') : [];
  }

  const indexes = (nodes: PlanNode[]) => nodes.flatMap((node) => node['Index Name'] ?? []);

  it('are read in the order of an index', async () => {
    const nodes = await plan('list', 'null, null, null, null');
    expect(indexes(nodes)).toEqual(['catalog_items_active_name_idx']);
    expect(Math.max(...nodes.map((node) => node['Actual Rows']))).toBeLessThanOrEqual(30);
  });

  it('are searched by the index of trigrams', async () => {
    const nodes = await plan('search', `null, null, null, 'c4ca4238a0b923820dcc509a6f75849b'`);
    expect(indexes(nodes)).toEqual(['catalog_items_search_idx']);
    expect(Math.max(...nodes.map((node) => node['Actual Rows']))).toBeLessThan(50);
  });

  it('are found by the index of a subcategory', async () => {
    const nodes = await plan('subcategory', `null, 'Group7-Part7', null, null`);
    expect(indexes(nodes)).toEqual(['catalog_items_subcategory_idx']);
    expect(Math.max(...nodes.map((node) => node['Actual Rows']))).toBeLessThanOrEqual(ROWS / 500);
  });
});
