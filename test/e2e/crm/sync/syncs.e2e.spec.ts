import type { Sync } from '@contract/optima';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { make } from '../../../support/make';
import { runSync, startSync, syncOf } from '../../../support/syncs';
import { until } from '../../../support/until';

interface Answer<Data> {
  readonly data: Data;
}

const PATH = '/v1/sync';
const ITEMS = 30;
const COMPANIES = 40;

let server: RunningConnectWise;
let app: TestApp;
let admin: TestUser;

beforeAll(async () => {
  server = await startSimulator({ companies: COMPANIES, contacts: 80, catalogItems: ITEMS, opportunities: 2 });
  app = await startTestApp(environmentOf(server));
  admin = await app.actor('*');
});

afterAll(async () => {
  await app.stop();
  await server.close();
});

afterEach(() => server.faults.clear());

const stateOf = (resource: string) => syncOf(admin, resource);
const start = (resource: string, query?: { mode: string }) => startSync(admin, resource, query);
const sync = (resource: string, query?: { mode: string }) => runSync(app, admin, resource, query);

const storeOf = (name: string) => {
  const collection = server.simulation.world.collections.find(({ resource }) => resource === name);
  if (!collection) throw new Error(`The simulator has no ${name}`);
  return collection.store;
};

/** A record changes, and then ConnectWise tells of it as it was before. @returns how many the second sync left alone */
async function syncNewerThenOlder(
  resource: string,
  name: string,
  id: number,
  change: Readonly<Record<string, unknown>>,
): Promise<number> {
  const older = storeOf(name).get(id);
  server.simulation.changeAsPerson(name, id, change);
  expect((await sync(resource, { mode: 'full' })).counts).toMatchObject({ updated: 1 });
  storeOf(name).replace({ ...older, id });
  const { updated, unchanged } = (await sync(resource, { mode: 'full' })).counts;
  expect(updated).toBe(0);
  return unchanged;
}

/** Makes the next run by itself think that it is late. */
const age = (resource: string, interval: string) =>
  app.sql(`update syncs set watermark = now() - $2::interval where resource = $1`, [resource, interval]);

describe('before the first sync', () => {
  it('everything that can be synced is listed, by name, without a run', async () => {
    const { body } = await admin.agent.get<Answer<Sync[]>>(PATH).expect(200);
    expect(body.data.map(({ resource }) => resource)).toEqual([
      ...['catalog', 'companies', 'members', 'opportunities', 'user-defined-fields'],
    ]);
    expect(body.data[0]).toMatchObject({ intervalMinutes: null, nextRunAt: null, lastFullAt: null, lastRun: null });
  });

  it('needs its nodes, and a resource that there is', async () => {
    const watcher = await app.actor('sync.fetch');
    await watcher.agent.get(PATH).expect(200);
    await watcher.agent.post(`${PATH}/catalog`).expect(403);
    await (await app.actor('sync.run')).agent.get(PATH).expect(403);
    await app.agent.get(PATH).expect(401);
    const { body } = await admin.agent.post(`${PATH}/unknown`).expect(404);
    expect(body).toMatchObject({ error: 'SyncResourceNotFound' });
    await admin.agent.post(`${PATH}/catalog`).query({ mode: 'half' }).expect(400);
  });
});

describe('a sync of companies', () => {
  it('keeps local ids, brings addresses and is recorded once', async () => {
    const known = await make.company(app, { name: 'Old name', cwCompanyId: 250, cwData: { allContacts: [] } });
    const own = await make.company(app, { name: 'Only here' });
    const run = await sync('companies');
    expect(run).toMatchObject({ mode: 'full', state: 'succeeded', error: null, problems: [] });
    expect(run.counts).toEqual({
      ...{ read: COMPANIES, created: COMPANIES - 1, updated: 1, unchanged: 0, removed: 0, refused: 0 },
    });
    const rows = await app.sql('select id, name, cw_data from companies where id = any($1) order by cw_company_id', [
      [known.id, own.id],
    ]);
    expect(rows).toEqual([
      {
        id: known.id,
        name: 'Acme Corporation',
        cw_data: { allContacts: [], address: expect.objectContaining({ city: 'Springfield', state: 'IL' }) as object },
      },
      { id: own.id, name: 'Only here', cw_data: {} },
    ]);
    const audit = await app.sql(`select target_id, after from audit_log where action = 'sync.complete'`);
    expect(audit).toEqual([expect.objectContaining({ target_id: 'companies' })]);
  });

  it('reads only what has changed the next time, and changes nothing by itself', async () => {
    const before = await app.sql('select id, updated_at from companies order by id');
    const full = await sync('companies', { mode: 'full' });
    expect(full.counts).toMatchObject({ read: COMPANIES, created: 0, updated: 0, unchanged: COMPANIES, removed: 0 });
    expect(await app.sql('select id, updated_at from companies order by id')).toEqual(before);
    await age('companies', '0 seconds');
    server.simulation.changeAsPerson('Company', 251, { name: 'Renamed', city: 'Elsewhere' });
    const run = await sync('companies');
    expect(run).toMatchObject({ mode: 'incremental', counts: { read: 1, updated: 1 } });
    const [row] = await app.sql(
      `select name, cw_data -> 'address' ->> 'city' as city from companies where cw_company_id = 251`,
    );
    expect(row).toEqual({ name: 'Renamed', city: 'Elsewhere' });
  });

  it('marks what is gone or deleted and never drops it; what comes back is unmarked', async () => {
    const ghost = await make.company(app, { name: 'Ghost', cwCompanyId: 99_999 });
    const early = await make.company(app, { name: 'Early ghost', cwCompanyId: 1 });
    server.simulation.changeAsPerson('Company', 252, { deletedFlag: true });
    expect((await sync('companies', { mode: 'full' })).counts).toMatchObject({ removed: 2, updated: 1 });
    const marked = await app.sql<{ cw_company_id: number }>(
      'select cw_company_id from companies where cw_deleted_at is not null order by 1',
    );
    expect(marked.map((row) => row.cw_company_id)).toEqual([1, 252, 99_999]);
    await admin.agent.get(`/v1/company/companies/${ghost.id}`).expect(200);
    server.simulation.changeAsPerson('Company', 252, { deletedFlag: false });
    await sync('companies', { mode: 'full' });
    expect(await app.sql('select cw_deleted_at from companies where cw_company_id = 252')).toEqual([
      { cw_deleted_at: null },
    ]);
    await app.sql('delete from companies where id = any($1)', [[ghost.id, early.id]]);
  });

  it('reports a record that cannot be read or kept, and goes on with the others', async () => {
    server.faults.add({ fault: { kind: 'altered', every: 10, set: { name: 5 } }, path: 'company/companies', times: 1 });
    const unread = await sync('companies', { mode: 'full' });
    expect(unread).toMatchObject({ state: 'succeeded', counts: { read: COMPANIES, refused: 4, removed: 0 } });
    expect(unread.problems[0]).toEqual({ cwId: 250, message: 'name is not a text' });

    const taken = await make.company(app, { name: 'Has it already', cwIdentifier: 'taken' });
    server.simulation.changeAsPerson('Company', 255, { identifier: 'TAKEN' });
    server.simulation.changeAsPerson('Company', 256, { name: 'Kept all the same' });
    const run = await sync('companies', { mode: 'full' });
    expect(run).toMatchObject({ state: 'succeeded', counts: { refused: 1 }, problems: [{ cwId: 255 }] });
    expect(await app.sql('select name from companies where cw_company_id = 256')).toEqual([
      { name: 'Kept all the same' },
    ]);
    await app.sql('delete from companies where id = $1', [taken.id]);
  });

  it('takes nothing for lost from a record without a readable id on', async () => {
    const before = await make.company(app, { name: 'Gone before it', cwCompanyId: 1 });
    const behind = await make.company(app, { name: 'Gone, or that record', cwCompanyId: 99_999 });
    const path = 'company/companies';
    server.faults.add({ fault: { kind: 'altered', every: 7, set: { id: 'x' } }, path, times: 1 });
    const run = await sync('companies', { mode: 'full' });
    expect(run).toMatchObject({ state: 'succeeded', counts: { refused: 6, removed: 0 } });
    expect(run.problems[0]).toEqual({ cwId: null, message: 'id is not a whole number' });
    expect((await sync('companies', { mode: 'full' })).counts).toMatchObject({ removed: 2 });
    await app.sql('delete from companies where id = any($1)', [[before.id, behind.id]]);
  });

  it('takes nothing for gone that came here while it read: it may have been added there behind the reading', async () => {
    const { id } = await make.company(app, { name: 'Told of by ConnectWise', cwCompanyId: 99_999 });
    await app.sql(`update companies set created_at = now() + interval '1 hour' where id = $1`, [id]);
    expect((await sync('companies', { mode: 'full' })).counts).toMatchObject({ removed: 0 });
    await app.sql(`update companies set created_at = now() - interval '1 hour' where id = $1`, [id]);
    expect((await sync('companies', { mode: 'full' })).counts).toMatchObject({ removed: 1 });
    await app.sql('delete from companies where id = $1', [id]);
  });

  it('does not let an older state overwrite a newer one', async () => {
    const unchanged = await syncNewerThenOlder('companies', 'Company', 258, { name: 'Newer' });
    expect(unchanged).toBe(COMPANIES);
    expect(await app.sql('select name from companies where cw_company_id = 258')).toEqual([{ name: 'Newer' }]);
  });

  it('counts no company whose time of change alone is another, and keeps that time', async () => {
    const before = await app.sql('select updated_at from companies where cw_company_id = 259');
    server.simulation.changeAsPerson('Company', 259, { phoneNumber: '555-0100' });
    expect((await sync('companies', { mode: 'full' })).counts).toMatchObject({ updated: 0, unchanged: COMPANIES });
    expect(await app.sql('select updated_at from companies where cw_company_id = 259')).toEqual(before);
    const [row] = await app.sql<{ changed: Date }>(
      'select cw_last_updated as changed from companies where cw_company_id = 259',
    );
    expect(Date.now() - Number(row?.changed)).toBeLessThan(60_000);
  });

  it('refuses a name with U+0000 alone', async () => {
    server.simulation.changeAsPerson('Company', 257, { name: 'nul \u0000 inside' });
    const run = await sync('companies', { mode: 'full' });
    expect(run).toMatchObject({ state: 'succeeded', counts: { refused: 1 }, problems: [{ cwId: 257 }] });
    server.simulation.changeAsPerson('Company', 257, { name: 'clean' });
  });

  it('marks nothing when ConnectWise lists nothing at all', async () => {
    const list = jest.spyOn(storeOf('Company'), 'after').mockImplementation(() => [].values() as Generator<never>);
    try {
      const run = await sync('companies', { mode: 'full' });
      expect(run).toMatchObject({ state: 'succeeded', counts: { read: 0, removed: 0, refused: 1 } });
    } finally {
      list.mockRestore();
    }
  });
});

describe('a sync of the catalogue', () => {
  it('brings items, categories and what is on hand', async () => {
    const run = await sync('catalog');
    expect(run).toMatchObject({ state: 'succeeded', counts: { read: ITEMS, created: ITEMS, refused: 0 } });
    const stock = await app.sql<{ cw_catalog_id: number; on_hand: string }>(
      `select cw_catalog_id, on_hand::text from catalog_items where on_hand_at is not null`,
    );
    expect(stock.length).toBeGreaterThan(ITEMS / 2);
    for (const { cw_catalog_id: id, on_hand: onHand } of stock) {
      const item = server.simulation.world.catalog.get(id);
      const rows = item ? server.simulation.world.inventoryOf(item) : [];
      expect([id, Number(onHand)]).toEqual([id, rows.reduce((sum, row) => sum + Number(row.onHand), 0)]);
    }
    const { body } = await admin.agent
      .get<Answer<{ categories: { name: string; entries: object[] }[] }>>('/v1/procurement/categories')
      .expect(200);
    expect(body.data.categories.map(({ name }) => name)).toEqual(['Field', 'General', 'Technology']);
    expect(body.data.categories[2]?.entries).toContainEqual({
      ...{ type: 'group', name: 'Surveillance' },
      subcategories: [
        { name: 'Surveillance-Camera', cwId: 130 },
        { name: 'Surveillance-Recorder', cwId: 131 },
      ],
    });
  });

  it('adds nothing twice', async () => {
    const run = await sync('catalog', { mode: 'full' });
    expect(run.counts).toMatchObject({ read: ITEMS, created: 0, updated: 0, unchanged: ITEMS, removed: 0 });
    expect(await app.sql('select count(*)::int as items from catalog_items')).toEqual([{ items: ITEMS }]);
  });

  it('does not let an older state overwrite a newer one', async () => {
    const unchanged = await syncNewerThenOlder('catalog', 'CatalogItem', 9, { description: 'Newer' });
    expect(unchanged).toBe(ITEMS);
    expect(await app.sql('select name from catalog_items where cw_catalog_id = 9')).toEqual([{ name: 'Newer' }]);
  });

  it.each([
    [{ kind: 'status', status: 429, retryAfter: 0 }],
    [{ kind: 'status', status: 500 }],
    [{ kind: 'reset' }],
    [{ kind: 'truncated' }],
  ] as const)('goes on after %j', async (fault) => {
    server.faults.add({ fault, path: 'procurement/catalog', times: 2 });
    expect(await sync('catalog', { mode: 'full' })).toMatchObject({ state: 'succeeded', counts: { read: ITEMS } });
  });

  it('says why it failed, and catches up with the next run', async () => {
    server.faults.add({ fault: { kind: 'status', status: 400 }, path: 'procurement/catalog' });
    const failed = await sync('catalog', { mode: 'full' });
    expect(failed).toMatchObject({ state: 'failed', error: 'ConnectWise rejected the request' });
    expect(failed.finishedAt).not.toBeNull();
    server.faults.clear();
    expect(await sync('catalog', { mode: 'full' })).toMatchObject({ state: 'succeeded' });
  });

  it('runs once at a time', async () => {
    server.faults.add({ fault: { kind: 'latency', ms: 1_000 }, path: 'procurement/catalog', times: 1 });
    const { id } = await start('catalog', { mode: 'full' });
    await admin.agent.post(`${PATH}/catalog`).expect(409);
    const state = async () => (await stateOf('catalog')).lastRun;
    await until(async () => (await state())?.jobId === id);
    expect(await state()).toMatchObject({ state: 'running', mode: 'full', finishedAt: null });
    await admin.agent.post(`/v1/job/${id}/cancel`).expect(200);
    await until(async () => (await state())?.jobId === id && (await state())?.state !== 'running');
    expect(await state()).toMatchObject({ state: 'cancelled' });
  });
});
