import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../../../test/support/database';
import { searchStatement } from './search-statements';

interface PlanNode {
  readonly 'Index Name'?: string;
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly PlanNode[];
}

const ROWS = 10_000;
const FIELDS = JSON.stringify([{ id: 'user', name: 'User', required: true, secure: false, valueType: 'plain_text' }]);

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

describe('statements over many credentials', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client(database.url);
    await client.connect();
    await client.query(
      `insert into companies (id, name) select 'co' || number, 'Company ' || number from generate_series(0, 99) number`,
    );
    await client.query(
      `insert into credential_types (id, name, name_key, permission_scope, fields) values ('t', 'T', 't', 't', $1)`,
      [FIELDS],
    );
    await client.query(
      `insert into credentials (id, name, notes, type_id, company_id, plain_values)
       select 'c' || number, 'Zugang ' || md5(number::text), 'Gerät ' || number, 't', 'co' || number % 100,
              jsonb_build_object('user', 'benutzer' || number)
         from generate_series(1, ${ROWS}) as number`,
    );
    await client.query('vacuum analyze credential_search');
    // What a connection settles on after a few runs: one plan for every value.
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query(
      `prepare search as ${searchStatement('search', { byCompany: false, byType: false, byName: true }).text}`,
    );
    await client.query(
      `prepare list as ${searchStatement('list', { byCompany: false, byType: false, byName: true }).text}`,
    );
    await client.query(
      `prepare list_of_company as ${searchStatement('list', { byCompany: true, byType: false, byName: true }).text}`,
    );
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
  const indexesOf = (nodes: PlanNode[]) => new Set(nodes.flatMap((node) => node['Index Name'] ?? []));
  const readsAll = (nodes: PlanNode[]) => nodes.some((node) => node['Node Type'] === 'Seq Scan');

  it.each([
    ['a value', '{BENUTZER1999}', '{name,notes,fields}'],
    ['several words', '{benutzer1999,ge,at}', '{name,notes,fields}'],
    ['what the caller may not see', '{benutzer1999}', '{name}'],
  ])('search for %s by the index of trigrams and look at little else than what matches', async (_case, words, keys) => {
    const nodes = await plan(`search (30, 0, null, null, '${words}', '${keys}')`);
    expect(indexesOf(nodes)).toEqual(new Set(['credential_search_text_idx']));
    expect(readsAll(nodes)).toBe(false);
    const scans = nodes.filter((node) => node['Index Name'] === 'credential_search_text_idx');
    expect(Math.max(...scans.map((node) => node['Actual Rows']))).toBeLessThan(50);
  });

  it('read a page in the order of an index', async () => {
    const nodes = await plan('list (30, 60, null, null)');
    expect(indexesOf(nodes)).toContain('credential_search_name_credential_id_idx');
    expect(nodes.filter((node) => node['Node Type'] === 'Sort').every((node) => node['Actual Rows'] <= 30)).toBe(true);
  });

  it("read a company's by its index", async () => {
    const nodes = await plan(`list_of_company (30, 0, 'co7', null)`);
    expect(indexesOf(nodes)).toContain('credential_search_company_id_idx');
    expect(readsAll(nodes)).toBe(false);
  });
});
