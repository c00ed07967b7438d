import { startSync, syncOf } from '../../../support/syncs';
import { until } from '../../../support/until';
import { linkCompanies, rowsOf, type SalesFixture, startSales } from './sales-fixture';

interface Kept {
  readonly id: string;
  readonly name: string;
  readonly cw: number;
  readonly company: string | null;
  readonly deleted: boolean;
  readonly updated_at: Date;
}

const LIST = '/sales/opportunities';
let sales: SalesFixture;

beforeEach(async () => {
  sales = await startSales({ opportunities: 30 });
});
afterEach(() => sales.stop());

const kept = () =>
  sales.app.sql<Kept>(
    `select o.id, o.name, o.cw_opportunity_id as cw, c.name as company, o.deleted_at is not null as deleted, o.updated_at
       from opportunities o left join companies c on c.id = o.company_id order by o.cw_opportunity_id`,
  );
const byCw = (rows: readonly Kept[], cw: number) => rows.find((row) => row.cw === cw);
const lost = async () => (await kept()).filter(({ deleted }) => deleted).map(({ cw }) => cw);
const simulated = () => sales.server.simulation;
/** Makes the next incremental run read what changes from now on. */
const forgetOverlap = () => sales.app.sql(`update syncs set watermark = now() where resource = 'opportunities'`);

it('reads everything forward only, in few calls, and repeating it changes nothing', async () => {
  const run = await sales.sync();
  expect(run).toMatchObject({ mode: 'full', state: 'succeeded', error: null, problems: [] });
  expect(run.counts).toEqual({ read: 30, created: 30, updated: 0, unchanged: 0, removed: 0, refused: 0 });
  const reads = simulated().requests.filter(({ url }) => url.includes(`${LIST}?`));
  expect(reads.map(({ forwardOnly }) => forwardOnly)).toEqual([true, true]);
  const before = await kept();
  expect(before.map(({ cw }) => cw)).toEqual(rowsOf(sales.server, 'Opportunity').map(({ id }) => id));
  expect((await sales.sync()).counts).toEqual({ ...run.counts, created: 0, unchanged: 30 });
  expect(await kept()).toEqual(before);
  const audit = await sales.app.sql(`select target_id from audit_log where action = 'sync.complete'`);
  expect(audit).toEqual([{ target_id: 'opportunities' }]);
});

it('brings by time of change only what was changed, under the same ids', async () => {
  await sales.sync();
  const before = await kept();
  await forgetOverlap();
  expect(await sales.sync('incremental')).toMatchObject({ mode: 'incremental', counts: { read: 0, created: 0 } });
  await forgetOverlap();
  simulated().changeAsPerson('Opportunity', 5_007, { name: 'Changed since' });
  const run = await sales.sync('incremental');
  expect(run).toMatchObject({ mode: 'incremental', counts: { read: 1, created: 0, updated: 1, removed: 0 } });
  const after = await kept();
  expect(byCw(after, 5_007)).toMatchObject({ id: byCw(before, 5_007)?.id, name: 'Changed since' });
  const others = (rows: Kept[]) => rows.filter(({ cw }) => cw !== 5_007);
  expect(others(after)).toEqual(others(before));
});

it('marks what ConnectWise lost, in a full sync only, and takes it back when it is there again', async () => {
  await sales.sync();
  const { id } = byCw(await kept(), 5_008)!;
  const row = simulated().world.opportunities.get(5_008)!;
  simulated().world.opportunities.remove(5_008);
  expect((await sales.sync('incremental')).counts).toMatchObject({ removed: 0 });
  expect(await lost()).toEqual([]);
  expect((await sales.sync()).counts).toMatchObject({ read: 29, removed: 1 });
  expect(await lost()).toEqual([5_008]);
  expect((await sales.sync()).counts).toMatchObject({ removed: 0 });
  simulated().world.opportunities.replace(row);
  expect((await sales.sync()).counts).toMatchObject({ read: 30, created: 0, updated: 1 });
  expect(byCw(await kept(), 5_008)).toMatchObject({ id, deleted: false });
});

it('marks what lies behind the last record, but for what was heard of since the run began', async () => {
  await sales.sync();
  const copy = (cw: number, heard: string) =>
    sales.app.sql(
      `insert into opportunities (id, cw_opportunity_id, name, closed, snapshot, synced_at)
       select $1::text, $1::int, name, closed, snapshot, now() + $2::interval from opportunities limit 1`,
      [cw, heard],
    );
  await copy(90_001, '-1 minute');
  await copy(90_002, '1 minute');
  expect((await sales.sync()).counts).toMatchObject({ removed: 1 });
  expect(await lost()).toEqual([90_001]);
});

it('takes nothing for lost when reading breaks off, or when a record cannot be read', async () => {
  await sales.sync();
  simulated().world.opportunities.remove(5_009);
  sales.server.faults.add({ path: LIST, fault: { kind: 'status', status: 400 } });
  expect(await sales.sync()).toMatchObject({ state: 'failed', error: 'ConnectWise rejected the request' });
  sales.server.faults.clear();
  expect(await lost()).toEqual([]);

  sales.server.faults.add({ path: LIST, times: 1, fault: { kind: 'altered', every: 10, set: { name: 7 } } });
  const run = await sales.sync();
  expect(run).toMatchObject({ state: 'succeeded', counts: { read: 29, unchanged: 26, refused: 3, removed: 1 } });
  expect(run.problems[0]).toMatchObject({ message: 'name is not a text' });
  sales.server.faults.clear();
  expect(await lost()).toEqual([5_009]);

  simulated().world.opportunities.remove(5_010);
  sales.server.faults.add({ path: LIST, times: 1, fault: { kind: 'altered', every: 7, set: { id: 'x' } } });
  expect((await sales.sync()).counts).toMatchObject({ refused: 4, removed: 0 });
  expect(await lost()).toEqual([5_009]);
});

it('links customers that become known, and does not let an older state overwrite a newer one', async () => {
  await sales.sync();
  expect((await kept()).every(({ company }) => company === null)).toBe(true);
  await linkCompanies(sales.app, rowsOf(sales.server, 'Company'));
  await forgetOverlap();
  expect((await sales.sync('incremental')).counts).toMatchObject({ read: 0 });
  expect((await kept()).every(({ company }) => company !== null)).toBe(true);

  const row = simulated().world.opportunities.get(5_011)!;
  simulated().changeAsPerson('Opportunity', 5_011, { name: 'Newer' });
  expect((await sales.sync()).counts).toMatchObject({ updated: 1, unchanged: 29 });
  simulated().world.opportunities.replace(row);
  expect((await sales.sync()).counts).toMatchObject({ updated: 0, unchanged: 30 });
  expect(byCw(await kept(), 5_011)?.name).toBe('Newer');
  await sales.app.sql('delete from companies');
  expect((await kept()).every(({ company }) => company === null)).toBe(true);
});

it('stops when it is told to', async () => {
  sales.server.faults.add({ path: LIST, times: 1, fault: { kind: 'latency', ms: 1_000 } });
  const { id } = await startSync(sales.admin, 'opportunities');
  const run = async () => (await syncOf(sales.admin, 'opportunities')).lastRun;
  await until(async () => (await run())?.jobId === id);
  await sales.admin.agent.post(`/v1/job/${id}/cancel`).expect(200);
  await until(async () => (await run())?.state !== 'running');
  expect(await run()).toMatchObject({ state: 'cancelled', counts: { read: 0 } });
  expect(await kept()).toEqual([]);
});
