import type { UnifiInventoryDevice, UnifiSnapshot } from '@contract/optima';
import { pruneHistory } from '../../../../apps/api/src/modules/network/unifi/history/history-upkeep';
import { takeSnapshots } from '../../../../apps/api/src/modules/network/unifi/history/snapshot-round';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp } from '../../../support/app';
import { environmentOf, startController } from '../../../support/unifi';
import { runRound, takeOverSites } from '../../../support/unifi/rounds';
import { until } from '../../../support/until';

let controller: RunningUnifi;
let app: TestApp;

beforeAll(async () => {
  controller = await startController({ sites: 3 });
});
afterAll(() => controller.close());
afterEach(() => app.stop());

describe('the schedules', () => {
  const DAYS_MS = 86_400_000 * 3;
  const SLOW_SITES = 30;

  interface Ended {
    readonly kind: string;
    readonly created_by_login: string | null;
    readonly result: { readonly sites?: number; readonly late?: number };
  }

  it('take over sites and soon their first snapshots, and let nobody wait for a controller that is slow', async () => {
    const slow = await startController({ sites: SLOW_SITES });
    slow.faults.add({ path: '/stat/', fault: { kind: 'latency', ms: 2_000 } });
    try {
      app = await startTestApp({
        ...{ ...environmentOf(controller), ...environmentOf(slow, 'slow'), UNIFI_CONTROLLERS: 'slow' },
        ...{ SWITCHYARD_UNIFI_SYNC_MINUTES: '1440', SWITCHYARD_UNIFI_SNAPSHOT_MINUTES: '1440' },
      });
      const taken = async (of: string) =>
        (
          await app.sql<{ site_id: string }>(
            `select distinct s.site_id from unifi_sites s join unifi_snapshots n on n.site_id = s.id
              where s.controller = $1`,
            [of],
          )
        ).map(({ site_id }) => site_id);
      await until(async () => (await taken('default')).length === 3, { what: 'the snapshots', deadlineMs: 30_000 });
      const audited = await app.sql('select actor_id, message from audit_log where action like $1', ['unifi.%']);
      expect(audited).toEqual([{ actor_id: null, message: 'UniFi sites were synced: 33 added, 0 renamed' }]);

      // The next interval has come.
      app.clock.advance(DAYS_MS);
      const ended = await until(
        async () => {
          const jobs = await app.sql<Ended>(
            `select kind, created_by_login, result from jobs where state = 'succeeded' and kind like 'unifi.%'`,
          );
          return jobs.some(({ result }) => (result.late ?? 0) > 0) && jobs;
        },
        { what: 'the end of the round', deadlineMs: 30_000 },
      );
      expect(new Set(ended.map(({ kind, created_by_login: by }) => `${kind} ${String(by)}`))).toEqual(
        new Set(['history-prune', 'ppsk-tidy', 'site-sync', 'snapshot'].map((kind) => `unifi.${kind} null`)),
      );
      const seen = await taken('slow');
      const round = ended.find(({ result }) => result.late)?.result;
      expect(round).toMatchObject({ sites: 3 + seen.length, late: SLOW_SITES - seen.length, failed: 0 });

      slow.faults.clear();
      slow.simulation.requests.length = 0;
      expect((await runRound(app, takeSnapshots)).result).toMatchObject({ sites: 3 + SLOW_SITES, late: 0 });
      const asked = slow.simulation.requests.filter((request) => request.endsWith('/stat/device'));
      const first = new Set(asked.slice(0, SLOW_SITES - seen.length).map((request) => request.split('/').at(-3)));
      expect(seen.filter((site) => first.has(site))).toEqual([]);
    } finally {
      await slow.close();
    }
  });

  it('rest where nobody asks for them', async () => {
    app = await startTestApp(environmentOf(controller));
    expect(await app.sql(`select kind from job_schedules where kind like 'unifi.%'`)).toEqual([]);
  });
});

describe('a round of many sites', () => {
  it('comes to each of them once, whatever one of them does', async () => {
    const many = await startController({ sites: 45 });
    try {
      app = await startTestApp(environmentOf(many));
      const ids = await takeOverSites(app);
      const broken = many.simulation.state.sites[21]?.name ?? '';
      many.faults.add({ path: `/s/${broken}/`, fault: { kind: 'malformed' } });
      const { state, result, progress } = await runRound(app, takeSnapshots);
      expect({ state, result, progress }).toMatchObject({
        state: 'succeeded',
        result: { sites: 45, failed: 1, problems: [{ siteId: ids.get(broken) }] },
        progress: { done: 45, total: 45 },
      });
      const taken = await app.sql<{ site_id: string; count: number }>(
        'select site_id, count(*)::int as count from unifi_snapshots group by site_id',
      );
      ids.delete(broken);
      expect(new Map(taken.map(({ site_id, count }) => [site_id, count]))).toEqual(
        new Map([...ids.values()].map((id) => [id, 1])),
      );
      const devices = many.simulation.requests.filter((request) => request.endsWith('/stat/device'));
      expect(new Set(devices).size).toBe(45);
    } finally {
      await many.close();
    }
  });
});

describe('what is older than the days that it is kept for', () => {
  const DAY = `interval '1 day'`;

  async function start(): Promise<string> {
    app = await startTestApp({ ...environmentOf(controller), SWITCHYARD_UNIFI_HISTORY_DAYS: '10' });
    const { name } = controller.simulation.state.sites[1] ?? { name: '' };
    const id = (await takeOverSites(app)).get(name) ?? '';
    await runRound(app, takeSnapshots);
    return id;
  }

  const count = async (table: string, condition = 'true'): Promise<number> => {
    const [row] = await app.sql<{ count: number }>(`select count(*)::int as count from ${table} where ${condition}`);
    return row?.count ?? 0;
  };

  it('is deleted, and what snapshots that stay refer to is not', async () => {
    const id = await start();
    // As if the snapshot had been taken while a device had a former name, and another one was still there.
    await app.sql(
      `insert into unifi_snapshots
         select site_id, taken_at - days * ${DAY}, clients, guests, devices_adopted, devices_connected,
                devices_disconnected, devices_pending, revisions, states, device_clients, uptimes, health
           from unifi_snapshots, generate_series(1, 40) as days`,
    );
    await app.sql(
      `update unifi_device_revisions set until = now() - 11 * ${DAY} where site_id = $1 and mac in (
         select mac from unifi_devices where site_id = $1 order by mac limit 2)`,
      [id],
    );
    const [renamed, gone] = await app.sql<{ mac: string; revision_id: number }>(
      'select mac, revision_id from unifi_devices where site_id = $1 order by mac limit 2',
      [id],
    );
    await app.sql(
      `with added as (
         insert into unifi_device_revisions (site_id, mac, name, adopted, since)
           values ($1, $2, 'Renamed', true, now() - 11 * ${DAY}) returning id)
       update unifi_devices set revision_id = added.id from added where site_id = $1 and mac = $2`,
      [id, renamed?.mac],
    );
    await app.sql(
      `update unifi_devices set present = false, last_seen_at = now() - 12 * ${DAY} where site_id = $1 and mac = $2`,
      [id, gone?.mac],
    );
    const devices = await count('unifi_devices');
    const revisions = await count('unifi_device_revisions');
    const { state, result } = await runRound(app, pruneHistory);
    expect({ state, result }).toEqual({ state: 'succeeded', result: { snapshots: 3 * 31, devices: 1, revisions: 1 } });
    expect(await count('unifi_snapshots', `taken_at < now() - 10 * ${DAY}`)).toBe(0);
    expect(await count('unifi_snapshots')).toBe(3 * 10);
    expect(await count('unifi_devices')).toBe(devices - 1);
    expect(await count('unifi_device_revisions')).toBe(revisions - 2);

    const { agent } = await app.actor('*');
    const { body } = await agent.get<{ data: UnifiSnapshot[] }>(`/v1/unifi/site/${id}/history`).expect(200);
    expect(body.data).toHaveLength(10);
    const inventory = await agent.get<{ data: UnifiInventoryDevice[] }>(`/v1/unifi/site/${id}/inventory`).expect(200);
    expect(inventory.body.data.find(({ mac }) => mac === renamed?.mac)?.name).toBe('Renamed');
    expect(inventory.body.data.map(({ mac }) => mac)).not.toContain(gone?.mac);

    expect((await runRound(app, pruneHistory)).result).toEqual({ snapshots: 0, devices: 0, revisions: 0 });
  });

  it('goes with its site', async () => {
    const id = await start();
    await app.sql('delete from unifi_sites where id = $1', [id]);
    for (const table of ['unifi_devices', 'unifi_device_revisions', 'unifi_snapshots']) {
      expect(await count(table, `site_id = '${id}'`)).toBe(0);
      expect(await count(table)).toBeGreaterThan(0);
    }
  });
});
