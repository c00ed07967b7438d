import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { RunningConnectWise } from '../../apps/upstreams/src/connectwise';
import { environmentOf, startSimulator } from '../support/connectwise';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { until } from '../support/until';
import { signIn, startServer } from './administrator';
import type { ServerProcess } from './server-process';

const COMPANIES = 3_000;
const DEADLINE = { deadlineMs: 90_000 };

let database: TestDatabase;
let dataDir: string;
let client: Client;
let simulator: RunningConnectWise;
let server: ServerProcess;

beforeAll(async () => {
  simulator = await startSimulator({
    companies: COMPANIES,
    contacts: COMPANIES + 100,
    catalogItems: 10,
    opportunities: 2,
  });
  database = await createTestDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'switchyard-syncs-'));
  client = new Client(database.url);
  await client.connect();
});

afterAll(async () => {
  await server.end('SIGKILL');
  await client.end();
  await database.drop();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  server = await startServer({ databaseUrl: database.url, dataDir }, environmentOf(simulator));
}

interface Progress {
  readonly state: string;
  readonly attempts: number;
  readonly after: number | null;
  readonly done: number;
}

async function progressOf(id: string): Promise<Progress> {
  const { rows } = await client.query<Progress>(
    `select state, attempts, (checkpoint ->> 'after')::int as after, (progress ->> 'done')::int as done
       from jobs where id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no job ${id}`);
  return row;
}

describe('a server that is killed during a sync', () => {
  it('goes on behind the last page that was kept, and has every company once', async () => {
    await start();
    const admin = await signIn(server);
    simulator.faults.add({ fault: { kind: 'latency', ms: 400 }, path: 'company/companies' });
    const { body } = await admin.post<{ data: { id: string } }>('/v1/sync/companies').expect(202);
    const { id } = body.data;
    await until(async () => (await progressOf(id)).done >= 1_000, { what: 'two pages', ...DEADLINE });
    await server.end('SIGKILL');
    const killed = await progressOf(id);
    expect(killed).toMatchObject({ state: 'running', attempts: 1 });
    expect(killed.done).toBeLessThan(COMPANIES);
    const kept = await client.query<{ companies: number; last: number }>(
      'select count(*)::int as companies, max(cw_company_id) as last from companies',
    );
    expect(kept.rows).toEqual([{ companies: killed.done, last: killed.after }]);

    simulator.faults.clear();
    simulator.simulation.requests.length = 0;
    await start();
    await until(async () => (await progressOf(id)).state === 'succeeded', { what: 'the end of the sync', ...DEADLINE });
    expect(await progressOf(id)).toMatchObject({ attempts: 2, done: COMPANIES });
    const asked = simulator.simulation.requests.map(({ url }) => decodeURIComponent(url));
    expect(asked.find((url) => url.includes('company/companies?'))).toContain(`id > ${killed.after ?? 0}`);

    const { rows } = await client.query(
      `select count(*)::int as companies, count(distinct cw_company_id)::int as different
         from companies`,
    );
    expect(rows).toEqual([{ companies: COMPANIES, different: COMPANIES }]);
    const runs = await client.query<{ after: object }>(`select after from audit_log where action = 'sync.complete'`);
    expect(runs.rows).toEqual([
      { after: expect.objectContaining({ jobId: id, mode: 'full', read: COMPANIES, created: COMPANIES }) as object },
    ]);
  }, 180_000);
});
