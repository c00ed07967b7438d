import type { Sync } from '@contract/optima';
import type { RunningConnectWise } from '../../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp } from '../../../support/app';
import { environmentOf, startSimulator } from '../../../support/connectwise';
import { until } from '../../../support/until';

let server: RunningConnectWise;
let app: TestApp;

beforeAll(async () => {
  server = await startSimulator({ companies: 30, contacts: 80, catalogItems: 12, opportunities: 2 });
  app = await startTestApp({ ...environmentOf(server), SWITCHYARD_SYNC_MINUTES: '1440' });
});

afterAll(async () => {
  await app.stop();
  await server.close();
});

it('a new installation syncs everything by itself, and says when it does again', async () => {
  const { agent } = await app.actor('sync.fetch', 'procurement.catalog.fetch.many');
  const syncs = async () => (await agent.get<{ data: Sync[] }>('/v1/sync').expect(200)).body.data;
  const isDone = ({ lastRun }: Sync) => lastRun?.state === 'succeeded';
  await until(async () => (await syncs()).every(isDone), { what: 'the first syncs', deadlineMs: 60_000 });
  const [catalog, companies, members, opportunities, fields] = await syncs();
  expect(catalog?.lastRun).toMatchObject({ mode: 'full', counts: { read: 12, created: 12 } });
  expect(companies?.lastRun).toMatchObject({ mode: 'full', counts: { read: 30, created: 30 } });
  expect(members?.lastRun).toMatchObject({ mode: 'full', counts: { read: 6, created: 6 } });
  expect(fields?.lastRun).toMatchObject({ mode: 'full', counts: { read: 4, created: 4 } });
  expect(opportunities?.lastRun).toMatchObject({ mode: 'full', counts: { read: 2, created: 2 } });
  expect(catalog?.intervalMinutes).toBe(1_440);
  expect(new Date(catalog?.nextRunAt ?? 0).getTime() % 86_400_000).toBe(0);
  const { body } = await agent.get<{ data: object }>('/v1/procurement/count').expect(200);
  expect(body.data).toEqual({ count: 12 });
  const [jobs] = await app.sql(
    `select count(*)::int as jobs, count(created_by)::int as people from jobs where kind like 'sync.%'`,
  );
  expect(jobs).toEqual({ jobs: 5, people: 0 });
});
