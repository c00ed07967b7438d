import { linkCompanies, rowsOf, type SalesFixture, startSales } from './sales-fixture';

interface Kept {
  readonly id: string;
  readonly name: string;
  readonly cw: number;
  readonly company: string | null;
  readonly deleted: boolean;
  readonly updated_at: Date;
}

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
const simulated = () => sales.server.simulation;

it('reads everything forward only, in few calls, and repeating it changes nothing', async () => {
  const progress: number[] = [];
  const report = await sales.sync.refresh({ onProgress: (read) => void progress.push(read) });
  expect(report).toMatchObject({ read: 30, created: 30, deleted: 0, refused: 0 });
  expect(progress).toEqual([30]);
  const reads = simulated().requests.filter(({ url }) => url.includes('/sales/opportunities?'));
  expect(reads.map(({ forwardOnly }) => forwardOnly)).toEqual([true, true]);
  const before = await kept();
  expect(before.map(({ cw }) => cw)).toEqual(rowsOf(sales.server, 'Opportunity').map(({ id }) => id));
  expect(await sales.sync.refresh()).toEqual({ ...report, created: 0 });
  expect(await kept()).toEqual(before);
});

it('brings by time of change only what was changed, under the same ids', async () => {
  const { lastUpdated } = await sales.sync.refresh();
  const before = await kept();
  expect(await sales.sync.refresh({ since: new Date(lastUpdated!.getTime() + 1_000) })).toMatchObject({
    ...{ read: 0, created: 0, lastUpdated: null },
  });
  simulated().changeAsPerson('Opportunity', 5_007, { name: 'Changed since' });
  sales.seen();
  const report = await sales.sync.refresh({ since: new Date(lastUpdated!.getTime() + 1_000) });
  expect(report).toMatchObject({ read: 1, created: 0, deleted: 0 });
  expect(report.lastUpdated?.getTime()).toBeGreaterThan(lastUpdated!.getTime());
  const after = await kept();
  expect(byCw(after, 5_007)).toMatchObject({ id: byCw(before, 5_007)?.id, name: 'Changed since' });
  const others = (rows: Kept[]) => rows.filter(({ cw }) => cw !== 5_007);
  expect(others(after)).toEqual(others(before));
});

it('marks what ConnectWise lost, in a full sync only, and takes it back when it is there again', async () => {
  const { lastUpdated } = await sales.sync.refresh();
  const { id } = byCw(await kept(), 5_008)!;
  const row = simulated().world.opportunities.get(5_008)!;
  simulated().world.opportunities.remove(5_008);
  expect(await sales.sync.refresh({ since: lastUpdated! })).toMatchObject({ deleted: 0 });
  expect(byCw(await kept(), 5_008)?.deleted).toBe(false);
  expect(await sales.sync.refresh()).toMatchObject({ read: 29, deleted: 1 });
  expect(byCw(await kept(), 5_008)?.deleted).toBe(true);
  expect(await sales.sync.refresh()).toMatchObject({ deleted: 0 });
  simulated().world.opportunities.replace(row);
  expect(await sales.sync.refresh()).toMatchObject({ read: 30, created: 0 });
  expect(byCw(await kept(), 5_008)).toMatchObject({ id, deleted: false });
});

it('takes nothing for lost when reading breaks off, or when a record cannot be read', async () => {
  await sales.sync.refresh();
  simulated().world.opportunities.remove(5_009);
  const path = '/sales/opportunities';
  sales.server.faults.add({ path, fault: { kind: 'status', status: 400 } });
  await expect(sales.sync.refresh()).rejects.toMatchObject({ status: 502 });
  sales.server.faults.clear();
  expect((await kept()).filter(({ deleted }) => deleted)).toEqual([]);

  sales.server.faults.add({ path, times: 1, fault: { kind: 'altered', every: 10, set: { name: 7 } } });
  expect(await sales.sync.refresh()).toMatchObject({ read: 26, refused: 3, deleted: 1 });
  sales.server.faults.clear();
  expect((await kept()).filter(({ deleted }) => deleted).map(({ cw }) => cw)).toEqual([5_009]);

  simulated().world.opportunities.remove(5_010);
  sales.server.faults.add({ path, times: 1, fault: { kind: 'altered', every: 7, set: { id: 'x' } } });
  expect(await sales.sync.refresh()).toMatchObject({ deleted: 0 });
});

it('links customers that become known, and does not let an older state overwrite a newer one', async () => {
  await sales.sync.refresh();
  expect((await kept()).every(({ company }) => company === null)).toBe(true);
  await linkCompanies(sales.app, rowsOf(sales.server, 'Company'));
  await sales.sync.refresh({ since: new Date('2030-01-01T00:00:00Z') });
  expect((await kept()).every(({ company }) => company !== null)).toBe(true);

  const row = simulated().world.opportunities.get(5_011)!;
  simulated().changeAsPerson('Opportunity', 5_011, { name: 'Newer' });
  await sales.sync.refresh();
  simulated().world.opportunities.replace(row);
  await sales.sync.refresh();
  expect(byCw(await kept(), 5_011)?.name).toBe('Newer');
  await sales.app.sql('delete from companies');
  expect((await kept()).every(({ company }) => company === null)).toBe(true);
});

it('stops when it is told to', async () => {
  await expect(sales.sync.refresh({ signal: AbortSignal.abort() })).rejects.toThrow();
  expect(await kept()).toEqual([]);
});
