import type { UnifiSnapshot } from '@contract/optima';
import { takeSnapshots } from '../../../../apps/api/src/modules/network/unifi/history/snapshot-round';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startController } from '../../../support/unifi';
import { runRound, takeOverSites } from '../../../support/unifi/rounds';

interface History {
  readonly data: UnifiSnapshot[];
  readonly meta: { readonly nextCursor: string | null };
}

interface Refusal {
  readonly errors?: { path: string[]; message: string }[];
}

let controller: RunningUnifi;
let app: TestApp;
let admin: TestUser;
let siteName: string;
let siteId: string;

beforeAll(async () => {
  controller = await startController({ sites: 2 });
  app = await startTestApp(environmentOf(controller));
  admin = await app.actor('*');
  const [, site] = controller.simulation.state.sites;
  siteName = site?.name ?? '';
  siteId = (await takeOverSites(app)).get(siteName) ?? '';
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

const macOf = (device: number) => String(controller.simulation.state.records(siteName).device[device]?.mac);

async function history(query: string): Promise<History> {
  return (await admin.agent.get<History>(`/v1/unifi/site/${siteId}/history${query}`).expect(200)).body;
}

describe('GET /v1/unifi/site/:id/history', () => {
  const HOUR_MS = 3_600_000;
  const START = Date.UTC(2026, 0, 10);
  const moment = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
  /** One each ten minutes for three hours, the last hour without the first half. */
  const MINUTES = Array.from({ length: 18 }, (_, place) => place * 10).filter(
    (minute) => minute < 120 || minute >= 150,
  );
  const RANGE = `from=${moment(0)}&to=${moment(180)}`;

  beforeAll(async () => {
    await runRound(app, takeSnapshots);
    await app.sql(
      `insert into unifi_snapshots
         select site_id, old.at, clients, guests, devices_adopted, devices_connected, devices_disconnected,
                devices_pending, revisions, states, device_clients, uptimes, health
           from (select * from unifi_snapshots where site_id = $1 order by taken_at desc limit 1) as latest
           cross join unnest($2::timestamptz[]) as old (at)`,
      [siteId, MINUTES.map(moment)],
    );
  });

  const times = ({ data }: History) => data.map(({ takenAt }) => takenAt);

  it('shows a range, its begin included and its end not, newest first', async () => {
    const shown = await history(`?from=${moment(10)}&to=${moment(60)}`);
    expect(times(shown)).toEqual([50, 40, 30, 20, 10].map(moment));
    expect(times(await history(`?to=${moment(0)}`))).toEqual([]);
    expect(times(await history(`?from=${moment(0)}&limit=200`)).at(-1)).toBe(moment(0));
  });

  it.each([
    ['', MINUTES],
    ['&step=3600', [170, 110, 50]],
    ['&step=1800', [170, 110, 80, 50, 20]],
    ['&step=600', MINUTES],
  ])('goes through all of it by cursors, %s', async (step, minutes) => {
    const seen: string[] = [];
    let cursor = '';
    for (;;) {
      const shown: History = await history(`?${RANGE}&limit=2${step}${cursor}`);
      expect(shown.data.length).toBeLessThanOrEqual(2);
      seen.push(...times(shown));
      if (shown.meta.nextCursor === null) break;
      cursor = `&cursor=${shown.meta.nextCursor}`;
    }
    expect(seen).toEqual([...minutes].sort((one, other) => other - one).map(moment));
  });

  it('shows one device of it, spelled in any way', async () => {
    const mac = macOf(1);
    for (const device of [mac, mac.toUpperCase(), mac.replaceAll(':', ''), mac.replaceAll(':', '-')]) {
      const { data } = await history(`?${RANGE}&device=${device}&step=3600`);
      expect(data).toHaveLength(3);
      expect(new Set(data.flatMap(({ devices }) => devices.map((shown) => shown.mac)))).toEqual(new Set([mac]));
      expect(data[0]?.devicesAdopted).toBeGreaterThan(1);
    }
    const { data } = await history(`?${RANGE}&device=00:00:00:00:00:00&limit=1`);
    expect(data).toMatchObject([{ devices: [] }]);
  });

  it('ends a page early where it would hold too many devices, and goes on behind', async () => {
    const [shown] = (await history(`?${RANGE}&limit=1`)).data;
    const factor = Math.ceil(9_000 / (shown?.devices.length ?? 1));
    const large = `update unifi_snapshots set revisions = array(select r from generate_series(1, ${factor}), unnest(revisions) r),
       states = array(select r from generate_series(1, ${factor}), unnest(states) r),
       device_clients = array(select r from generate_series(1, ${factor}), unnest(device_clients) r),
       uptimes = array(select r from generate_series(1, ${factor}), unnest(uptimes) r)
     where site_id = $1 and taken_at < $2`;
    await app.sql(large, [siteId, moment(60)]);
    const range = `?from=${moment(0)}&to=${moment(60)}`;
    const first = await history(range);
    expect(times(first)).toEqual([50, 40].map(moment));
    const second = await history(`${range}&cursor=${first.meta.nextCursor}`);
    expect(times(second)).toEqual([30, 20].map(moment));
    await app.sql('delete from unifi_snapshots where site_id = $1 and taken_at < $2', [siteId, moment(60)]);
  });

  it.each([
    ['?from=yesterday', 'from'],
    ['?to=2026-13-01T00:00:00Z', 'to'],
    [`?from=${new Date(START).toISOString()}&to=${new Date(START).toISOString()}`, 'to'],
    [`?from=${new Date(START + HOUR_MS).toISOString()}&to=${new Date(START).toISOString()}`, 'to'],
    ['?step=59', 'step'],
    ['?step=2592001', 'step'],
    ['?step=hour', 'step'],
    ['?limit=0', 'limit'],
    ['?limit=201', 'limit'],
    ['?device=router', 'device'],
    ['?device=00:11:22:33:44', 'device'],
    ['?cursor=abc', 'cursor'],
    ['?cursor=99999999999999', 'cursor'],
  ])('refuses %s and names the field', async (query, field) => {
    const { body } = await admin.agent.get<Refusal>(`/v1/unifi/site/${siteId}/history${query}`).expect(400);
    expect(body.errors?.[0]?.path).toEqual([field]);
  });

  it('is empty for a site of which there is no snapshot', async () => {
    await app.sql('insert into unifi_sites (id, name, site_id) values ($1, $2, $1)', ['cnew', 'New']);
    const { body } = await admin.agent.get<History>('/v1/unifi/site/cnew/history').expect(200);
    expect(body).toMatchObject({ data: [], meta: { nextCursor: null } });
    await admin.agent.get('/v1/unifi/site/cnew/inventory').expect(200);
    await app.sql('delete from unifi_sites where id = $1', ['cnew']);
  });
});
