import { StockLooks } from '../../../../apps/api/src/modules/crm/procurement/stock-looks';
import { Syncs } from '../../../../apps/api/src/modules/crm/sync';
import { realTime } from '../../../../apps/api/src/upstreams/http';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { runSync, syncOf } from '../../../support/syncs';

const ITEMS = 60;
const BINS = 3;
const BIN_PATH = 'procurement/warehouseBins';

let server: RunningConnectWise;
let app: TestApp;
let admin: TestUser;

beforeAll(async () => {
  server = await startSimulator({ companies: 20, contacts: 40, catalogItems: ITEMS, opportunities: 2 });
  app = await startTestApp(environmentOf(server));
  admin = await app.actor('*');
});
afterAll(async () => {
  jest.restoreAllMocks();
  await app.stop();
  await server.close();
});
afterEach(() => server.faults.clear());

const sync = async (mode: 'full' | 'incremental' = 'full') => {
  server.simulation.requests.length = 0;
  return runSync(app, admin, 'catalog', { mode });
};
const pending = async () => (await syncOf(admin, 'catalog')).pending;
const asked = (part: string): string[] =>
  server.simulation.requests.map(({ url }) => decodeURIComponent(url)).filter((url) => url.includes(part));
const world = () => server.simulation.world;
const setOnHand = (id: number, onHand: number) => {
  const item = world().catalog.get(id);
  if (!item) throw new Error(`There is no item ${id}`);
  world().setOnHand(item, onHand);
};
const onHandOf = async (id: number): Promise<number | undefined> => {
  const [row] = await app.sql<{ onHand: number }>(
    'select on_hand::float8 as "onHand" from catalog_items where cw_catalog_id = $1',
    [id],
  );
  return row?.onHand;
};
const readAnHourAgo = () => app.sql(`update catalog_state set stock_read_at = now() - interval '1 hour'`);
const version = async () => (await app.sql('select version from catalog_state'))[0];

/** Every item has as many on hand here as lie in the warehouses of the simulator. */
async function expectAllRight(): Promise<void> {
  const rows = await app.sql<{ id: number; onHand: number }>(
    'select cw_catalog_id as id, on_hand::float8 as "onHand" from catalog_items order by 1',
  );
  const there = rows.map(({ id }) => {
    const item = world().catalog.get(id);
    const places = item ? world().inventoryOf(item) : [];
    return { id, onHand: places.reduce((total, place) => total + Number(place.onHand), 0) };
  });
  expect(rows).toEqual(there);
}

describe('what is on hand', () => {
  it('is read by warehouse, not by item', async () => {
    setOnHand(7, 12.5);
    expect(await sync()).toMatchObject({ state: 'succeeded', problems: [], counts: { created: ITEMS } });
    await expectAllRight();
    expect(await pending()).toBe(0);
    expect(asked('/inventory?')).toEqual([]);
    // The bins, a page that is empty behind them, and the same for each of them, of which one is empty.
    expect(asked(BIN_PATH).length).toBeLessThanOrEqual(2 + 2 * BINS);
  });

  it('is not read again within the hour, and changes no version of the catalogue when it is the same', async () => {
    setOnHand(7, 3);
    await sync('incremental');
    expect(asked(BIN_PATH)).toEqual([]);
    expect(await onHandOf(7)).toBe(12.5);
    await readAnHourAgo();
    const before = await version();
    await sync('incremental');
    expect(await onHandOf(7)).toBe(3);
    const after = await version();
    expect(after).not.toEqual(before);
    await readAnHourAgo();
    await sync('incremental');
    expect(asked(BIN_PATH)).not.toEqual([]);
    expect(await version()).toEqual(after);
  });

  it('is nothing for what lies nowhere any more', async () => {
    setOnHand(7, 0);
    await readAnHourAgo();
    await sync('incremental');
    expect(await onHandOf(7)).toBe(0);
    await expectAllRight();
  });

  it('of a few items is asked for singly, and of many by warehouse, behind the first of them', async () => {
    await app.sql('update catalog_items set on_hand_at = null where cw_catalog_id = any ($1)', [[20, 21]]);
    await app.sql(`update catalog_items set product_class = 'Inventory', inactive = false where cw_catalog_id > 30`);
    expect(await pending()).toBe(2);
    await sync('incremental');
    expect(asked('/inventory?')).toHaveLength(2);
    expect(asked(BIN_PATH)).toEqual([]);

    await app.sql('update catalog_items set on_hand = 99, on_hand_at = null where cw_catalog_id > 30');
    await app.sql('update catalog_items set on_hand = 77 where cw_catalog_id = 5');
    await sync('incremental');
    expect(asked('/inventory?')).toEqual([]);
    const conditions = asked('inventoryOnHand').map((url) => /conditions=([^&]*)/.exec(url)?.[1]);
    expect(new Set(conditions)).toEqual(new Set(['onHand != 0 and catalogItem/id > 30']));
    expect(await onHandOf(5)).toBe(77);
    await sync();
    await expectAllRight();
  });

  it('that cannot be read leaves everything as it was, and is reported', async () => {
    setOnHand(8, 41);
    server.faults.add({
      fault: { kind: 'altered', every: 5, set: { onHand: 'many' } },
      path: 'inventoryOnHand',
      times: 1,
    });
    const run = await sync();
    expect(run).toMatchObject({ state: 'succeeded', counts: { read: ITEMS, refused: 1 } });
    expect(run.problems[0]).toMatchObject({ cwId: null, message: expect.stringContaining('on hand') as string });
    expect(await onHandOf(8)).not.toBe(41);
    await sync();
    expect(await onHandOf(8)).toBe(41);
  });

  it('fails the run when ConnectWise fails, and the next one catches up', async () => {
    setOnHand(8, 42);
    server.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 600 }, path: 'inventoryOnHand', times: 1 });
    const failed = await sync();
    expect(failed).toMatchObject({ state: 'failed', error: 'ConnectWise takes no more calls for now' });
    expect(failed.counts.read).toBe(ITEMS);
    const { now } = realTime;
    jest.spyOn(realTime, 'now').mockImplementation(() => now() + 600_000);
    expect(await sync()).toMatchObject({ state: 'succeeded', counts: { unchanged: ITEMS } });
    expect(await onHandOf(8)).toBe(42);
  });
});

describe('of items that ConnectWise told of, what is on hand', () => {
  const refresh = async (ids: readonly number[]) => {
    server.simulation.requests.length = 0;
    const catalog = app.nest.get(Syncs, { strict: false }).announced.find(({ name }) => name === 'catalog');
    await catalog?.refresh(ids, new AbortController().signal);
  };
  const stocked = async (most: number) => {
    const rows = await app.sql<{ id: number }>(
      `select cw_catalog_id as id from catalog_items where product_class = 'Inventory' and active order by 1 limit $1`,
      [most],
    );
    return rows.map(({ id }) => id);
  };

  it('is asked for by item, and of nothing else', async () => {
    const [first = 0, second = 0] = await stocked(2);
    setOnHand(first, 31);
    setOnHand(second, 32);
    await refresh([first]);
    expect([await onHandOf(first), asked('/inventory?').length, asked(BIN_PATH)]).toEqual([31, 1, []]);
    expect(await onHandOf(second)).not.toBe(32);
  });

  it('waits for the next reading when there are many of them', async () => {
    const ids = await stocked(21);
    expect(ids).toHaveLength(21);
    await refresh(ids);
    expect(asked('/inventory?')).toEqual([]);
    await refresh(ids.slice(1));
    expect(asked('/inventory?')).toHaveLength(20);
  });

  it('stays as it was where the keys may not see it, while the item itself is brought up to date', async () => {
    const [id = 0] = await stocked(1);
    const before = await onHandOf(id);
    setOnHand(id, 57);
    server.simulation.changeAsPerson('CatalogItem', id, { description: 'Told of' });
    server.faults.add({ fault: { kind: 'status', status: 403, code: 'Unauthorized' }, path: '/inventory' });
    await refresh([id]);
    expect(await onHandOf(id)).toBe(before);
    expect(await app.sql('select name from catalog_items where cw_catalog_id = $1', [id])).toEqual([
      { name: 'Told of' },
    ]);
  });
});

describe('where the keys may not see warehouses', () => {
  it('what is on hand is asked for item by item, over several runs, and the rest is on record', async () => {
    const most = 25;
    const real = StockLooks.prototype.look;
    const look = jest.spyOn(StockLooks.prototype, 'look');
    look.mockImplementation(function (this: StockLooks, client, _most, signal) {
      return real.call(this, client, most, signal);
    });
    try {
      server.faults.add({ fault: { kind: 'status', status: 403, code: 'Unauthorized' }, path: BIN_PATH });
      await app.sql('update catalog_state set stock_read_at = null');
      await app.sql(`update catalog_items set on_hand = 0, on_hand_at = null`);
      const backlog = await pending();
      expect(backlog).toBeGreaterThan(most);
      const left = [];
      for (let rest = backlog; rest > 0; rest = left.at(-1) ?? 0) {
        expect(await sync('incremental')).toMatchObject({ state: 'succeeded', problems: [] });
        left.push(await pending());
      }
      expect(left.slice(0, -1)).toEqual(left.slice(0, -1).map((_, run) => backlog - most * (run + 1)));
    } finally {
      look.mockRestore();
    }
    server.faults.clear();
    await sync();
    await expectAllRight();
  });
});
