import { Client } from 'pg';
import type { RunningConnectWise } from '../../apps/upstreams/src/connectwise';
import type { ContractAgent } from '../support/agent';
import { environmentOf, startSimulator } from '../support/connectwise';
import { until } from '../support/until';
import { signIn, startServer } from './administrator';
import { createPlace, loseRunningJobs, type Place } from './place';
import type { ServerProcess } from './server-process';

const COMPANIES = 3_000;
/** Three pages, and two of the ranges in which what is on hand is kept. */
const ITEMS = 2_500;
const OPPORTUNITIES = 1_200;
const DEADLINE = { deadlineMs: 90_000 };

let place: Place;
let simulator: RunningConnectWise;
let server: ServerProcess;
let admin: ContractAgent;

beforeAll(async () => {
  simulator = await startSimulator({
    companies: COMPANIES,
    contacts: COMPANIES + 100,
    catalogItems: ITEMS,
    opportunities: OPPORTUNITIES,
  });
  place = await createPlace();
  await start();
});

afterAll(async () => {
  await server.end('SIGKILL');
  await place.discard();
  await simulator.close();
});

async function start(): Promise<void> {
  server = await startServer(place, environmentOf(simulator));
  admin = await signIn(server);
}

async function startAgain(): Promise<void> {
  simulator.faults.clear();
  simulator.simulation.requests.length = 0;
  await loseRunningJobs(place);
  await start();
}

const begin = async (resource: string, mode: 'full' | 'incremental' = 'full'): Promise<string> => {
  const { body } = await admin.post<{ data: { id: string } }>(`/v1/sync/${resource}?mode=${mode}`).expect(202);
  return body.data.id;
};

interface Progress {
  readonly state: string;
  readonly attempts: number;
  readonly after: number | null;
  readonly done: number;
}

async function progressOf(id: string): Promise<Progress> {
  const { rows } = await place.client.query<Progress>(
    `select state, attempts, (checkpoint ->> 'after')::int as after, (progress ->> 'done')::int as done
       from jobs where id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no job ${id}`);
  return row;
}

const reached = (id: string, done: number) =>
  until(async () => (await progressOf(id)).done >= done, { what: `${done} records`, ...DEADLINE });
const succeeded = (id: string) =>
  until(async () => (await progressOf(id)).state === 'succeeded', { what: `the end of ${id}`, ...DEADLINE });

const KINDS = {
  companies: { path: 'company/companies', column: 'cw_company_id', table: 'companies', total: COMPANIES },
  catalog: { path: 'procurement/catalog', column: 'cw_catalog_id', table: 'catalog_items', total: ITEMS },
  opportunities: {
    ...{ path: 'sales/opportunities', column: 'cw_opportunity_id', table: 'opportunities', total: OPPORTUNITIES },
  },
} as const;
type Kind = keyof typeof KINDS;

/** How many there are, how many different ones, and the last of them. */
async function keptOf(kind: Kind): Promise<{ records: number; different: number; last: number | null }> {
  const { column, table } = KINDS[kind];
  const { rows } = await place.client.query<{ records: number; different: number; last: number | null }>(
    `select count(*)::int as records, count(distinct ${column})::int as different, max(${column}) as last from ${table}`,
  );
  return rows[0] ?? { records: 0, different: 0, last: null };
}

const asked = (part: string): string[] =>
  simulator.simulation.requests.map(({ url }) => decodeURIComponent(url)).filter((url) => url.includes(part));

/** Every run on record, by resource. */
async function runsOf(kind: Kind): Promise<object[]> {
  const { rows } = await place.client.query<{ after: object }>(
    `select after from audit_log where action = 'sync.complete' and target_id = $1`,
    [kind],
  );
  return rows.map(({ after }) => after);
}

describe('a server that is killed during a sync', () => {
  it.each<[string, readonly Kind[]]>([
    ['companies and of opportunities', ['companies', 'opportunities']],
    ['the catalogue', ['catalog']],
  ])(
    'of %s goes on behind the last page that was kept, and has every record once',
    async (_title, kinds) => {
      const syncs: { kind: Kind; id: string }[] = [];
      for (const kind of kinds) {
        simulator.faults.add({ fault: { kind: 'latency', ms: 400 }, path: KINDS[kind].path });
        syncs.push({ kind, id: await begin(kind) });
      }
      await Promise.all(syncs.map(({ id }) => reached(id, 500)));
      await server.end('SIGKILL');
      const killed = await Promise.all(syncs.map(({ id }) => progressOf(id)));
      for (const [place, { kind }] of syncs.entries()) {
        const { done = 0, after, ...state } = killed[place] ?? {};
        expect(state).toEqual({ state: 'running', attempts: 1 });
        expect(done).toBeLessThan(KINDS[kind].total);
        expect(await keptOf(kind)).toEqual({ records: done, different: done, last: after });
      }

      await startAgain();
      for (const [place, { kind, id }] of syncs.entries()) {
        const { path: below, total } = KINDS[kind];
        await succeeded(id);
        expect(await progressOf(id)).toMatchObject({ attempts: 2, done: total });
        expect(asked(`${below}?`)[0]).toContain(`id > ${killed[place]?.after ?? 0}`);
        expect(await keptOf(kind)).toMatchObject({ records: total, different: total });
        const counts = { jobId: id, mode: 'full', read: total, created: total, updated: 0, removed: 0 };
        expect(await runsOf(kind)).toEqual([expect.objectContaining(counts)]);
      }
    },
    180_000,
  );
});

/** Lets nobody write the last item meanwhile. */
async function holdingLastItem<T>(work: () => Promise<T>): Promise<T> {
  const holder = new Client(place.databaseUrl);
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query('select from catalog_items where cw_catalog_id = $1 for update', [ITEMS]);
    return await work();
  } finally {
    await holder.end();
  }
}

const amounts = async (): Promise<Map<number, number>> => {
  const { rows } = await place.client.query<{ id: number; amount: number }>(
    'select cw_catalog_id as id, on_hand::float8 as amount from catalog_items where on_hand <> 0',
  );
  return new Map(rows.map(({ id, amount }) => [id, amount]));
};

function amountsThere(): Map<number, number> {
  const { world } = simulator.simulation;
  const items = [...world.catalog.after(0)].map((item): [number, number] => {
    return [item.id, world.inventoryOf(item).reduce((sum, place) => sum + Number(place.onHand), 0)];
  });
  return new Map(items.filter(([, amount]) => amount !== 0));
}

describe('a server that is killed while it reads what is on hand', () => {
  it('between two ranges of items reads it anew, and has the number of every item', async () => {
    const item = simulator.simulation.world.catalog.get(ITEMS);
    if (item) simulator.simulation.world.setOnHand(item, 77);
    await place.client.query('update catalog_items set on_hand = 0, on_hand_at = null');
    await place.client.query('update catalog_state set stock_read_at = null');
    const id = await holdingLastItem(async () => {
      const begun = await begin('catalog', 'incremental');
      await until(async () => (await amounts()).size > 0, { what: 'the first range', ...DEADLINE });
      await server.end('SIGKILL');
      const kept = await amounts();
      expect(kept.has(ITEMS)).toBe(false);
      expect(kept.size).toBeLessThan(amountsThere().size);
      return begun;
    });

    await startAgain();
    await succeeded(id);
    expect(asked('inventoryOnHand')).not.toEqual([]);
    expect(await amounts()).toEqual(amountsThere());
    expect(await keptOf('catalog')).toMatchObject({ records: ITEMS, different: ITEMS });
    const { rows } = await place.client.query('select stock_read_at is not null as read from catalog_state');
    expect(rows).toEqual([{ read: true }]);
  }, 120_000);
});
