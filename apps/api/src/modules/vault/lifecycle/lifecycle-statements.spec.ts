import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../../../test/support/database';
import { STALE, STALE_OF_COMPANY } from './lifecycle-statements';

interface PlanNode {
  readonly 'Index Name'?: string;
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

/** Of ten credentials one is of a type without rotation, two of a thousand are stale. */
const ROWS = 20_000;
const COMPANIES = 100;
const STALE_VALUES = 20;
const EXPIRING = 20;

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const FIELDS = JSON.stringify([{ id: 'password', secure: true, valueType: 'password' }]);

describe('the report over many credentials', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client(database.url);
    await client.connect();
    await client.query(
      `insert into companies (id, name) select 'co' || n, 'Company ' || n from generate_series(1, ${COMPANIES}) n`,
    );
    await client.query(
      `insert into credential_types (id, name, name_key, permission_scope, fields, rotate_after_days)
       select 't' || n, 'Type ' || n, 'type ' || n, 'x', $1::jsonb, case when n < 10 then 80 + n end from generate_series(1, 10) n`,
      [FIELDS],
    );
    await client.query(
      `insert into credentials (id, name, type_id, company_id, expires_at)
       select 'c' || n, 'Credential ' || n, 't' || 1 + n % 10, 'co' || 1 + n % ${COMPANIES},
              case when n <= ${EXPIRING} then now() + n * interval '1 day' when n % 2 = 0 then now() + interval '1 year' end
         from generate_series(1, ${ROWS}) n`,
    );
    await client.query(
      `insert into secure_values (id, credential_id, field_id, sealed, key_version, superseded_at, created_at)
       select 'v' || n || '-' || age, 'c' || n, 'password', 'x', 1, case when age > 0 then now() end,
              now() - (case when age > 0 then 300 when n > ${ROWS - STALE_VALUES} then 100 else n % 80 end) * interval '1 day'
         from generate_series(1, ${ROWS}) n, generate_series(0, 2) age`,
    );
    await client.query('vacuum analyze companies, credential_types, credentials, secure_values');
    // What a connection settles on after a few runs: one plan for every value.
    await client.query('set plan_cache_mode = force_generic_plan');
    await client.query(`prepare stale as ${STALE.text}`);
    await client.query(`prepare stale_of_company as ${STALE_OF_COMPANY.text}`);
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
  const rowsRead = (nodes: PlanNode[]): number =>
    Math.max(...nodes.map((node) => node['Actual Rows'] * node['Actual Loops']));

  it('finds what is old by index and looks at little else', async () => {
    const nodes = await plan(`stale (now(), now() + interval '30 days', 30, 0)`);
    const indexes = nodes.flatMap((node) => node['Index Name'] ?? []);
    expect(indexes).toEqual(
      expect.arrayContaining(['credentials_expires_at_idx', 'secure_values_current_created_at_idx']),
    );
    expect(rowsRead(nodes)).toBeLessThan(ROWS / 50);
  });

  it('looks at the credentials of one company only', async () => {
    const nodes = await plan(`stale_of_company (now(), now() + interval '30 days', 30, 0, 'co1')`);
    expect(rowsRead(nodes)).toBeLessThan(ROWS / 50);
  });

  it('counts and orders what it finds', async () => {
    const { rows } = await client.query<{ id: string; total: number }>(
      `execute stale (now(), now() + interval '30 days', 30, 0)`,
    );
    // The last rows of types with rotation, and those that expire.
    const old = Array.from({ length: STALE_VALUES }, (_, index) => ROWS - index).filter((n) => n % 10 !== 9);
    expect(rows.map(({ total }) => total)).toEqual(Array(30).fill(old.length + EXPIRING));
    expect(
      rows
        .slice(0, old.length)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(old.map((n) => `c${n}`).sort());
    expect(rows.slice(old.length).map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, n) => `c${n + 1}`));
  });
});
