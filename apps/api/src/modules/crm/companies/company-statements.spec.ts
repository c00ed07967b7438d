import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../../../test/support/database';
import { LIST, SEARCH } from './company-statements';

interface PlanNode {
  readonly 'Index Name'?: string;
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly PlanNode[];
}

const ROWS = 20_000;

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe('statements over many companies', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client(database.url);
    await client.connect();
    await client.query(
      `insert into companies (id, name, cw_company_id, cw_identifier)
       select 'c' || number, 'Übung ' || md5(number::text), number, 'Kunde' || number
       from generate_series(1, ${ROWS}) as number`,
    );
    await client.query('vacuum analyze companies');
    // What a connection settles on after a few runs: one plan for every value.
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query(`prepare list as ${LIST.text}`);
    await client.query(`prepare search as ${SEARCH.text}`);
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const plan = async (call: string): Promise<PlanNode[]> => {
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `explain (analyze, format json) execute ${call}`,
    );
    const [explained] = rows[0]?.['QUERY PLAN'] ?? [];
    return explained ? nodesOf(explained.Plan) : [];
  };
  const indexesOf = (nodes: PlanNode[]) => nodes.flatMap((node) => node['Index Name'] ?? []);

  it('search by the index of trigrams and look at little else than what matches', async () => {
    const nodes = await plan(`search (30, 0, 'KUNDE1999')`);
    expect(indexesOf(nodes)).toEqual(['companies_search_idx']);
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    const found = nodes.find((node) => node['Index Name'] === 'companies_search_idx');
    expect(found?.['Actual Rows']).toBeLessThan(50);
  });

  it('read a page in the order of an index', async () => {
    const nodes = await plan('list (30, 60)');
    expect(indexesOf(nodes)).toContain('companies_name_id_idx');
    expect(nodes.filter((node) => node['Node Type'] === 'Sort').every((node) => node['Actual Rows'] <= 30)).toBe(true);
  });
});
