import { Client } from 'pg';
import type { RunningUnifi } from '../../apps/upstreams/src/unifi';
import { environmentOf, startController } from '../support/unifi';
import { until } from '../support/until';
import { startServer } from './administrator';
import { createPlace, loseRunningJobs, type Place } from './place';
import type { ServerProcess } from './server-process';

const SITES = 60;
/** So many sites the controller is asked about before the server is killed. */
const ASKED = 30;
const DEADLINE = { deadlineMs: 90_000 };

let place: Place;
let locker: Client;
let controller: RunningUnifi;
let server: ServerProcess;

beforeAll(async () => {
  controller = await startController({ sites: SITES });
  place = await createPlace();
  locker = new Client(place.databaseUrl);
  await locker.connect();
});

afterAll(async () => {
  await server.end('SIGKILL');
  await locker.end();
  await place.discard();
  await controller.close();
});

/** Rounds begin by themselves, once a day. */
async function start(): Promise<void> {
  server = await startServer(place, {
    ...environmentOf(controller),
    ...{ SWITCHYARD_UNIFI_SYNC_MINUTES: '1440', SWITCHYARD_UNIFI_SNAPSHOT_MINUTES: '1440' },
  });
}

async function kill(): Promise<void> {
  await server.end('SIGKILL');
  await loseRunningJobs(place);
}

const countOf = async (sql: string, ...values: unknown[]): Promise<number> =>
  (await place.client.query<{ count: number }>(`select count(*)::int as count from ${sql}`, values)).rows[0]?.count ??
  0;

async function job(kind: string, condition: string) {
  const { rows } = await place.client.query<{ attempts: number; result: object }>(
    `select attempts, result from jobs where kind = $1 and ${condition}`,
    [kind],
  );
  return rows;
}

describe('a server that is killed', () => {
  it('during a sync of sites has taken over none, and the next one each of them once', async () => {
    await locker.query('begin; lock table unifi_sites in share mode');
    await start();
    const blocked = `pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into unifi_sites%'`;
    await until(async () => (await countOf(blocked)) > 0, { what: 'the sync to write', ...DEADLINE });
    await kill();
    await locker.query('rollback');
    await until(async () => (await countOf(blocked)) === 0, { what: 'the end of what was written' });
    expect(await countOf('unifi_sites')).toBe(0);

    controller.faults.add({ path: '/stat/', fault: { kind: 'latency', ms: 50 } });
    controller.simulation.requests.length = 0;
    await start();
    await until(async () => (await job('unifi.site-sync', `state = 'succeeded'`)).length > 0, {
      what: 'the end of the sync',
      ...DEADLINE,
    });
    expect(await job('unifi.site-sync', 'true')).toMatchObject([
      { attempts: 2, result: { seen: SITES, added: SITES, renamed: 0, failed: [] } },
    ]);
    expect(await countOf('unifi_sites')).toBe(SITES);
    const { rows } = await place.client.query(`select message from audit_log where action = 'unifi.site.sync'`);
    expect(rows).toEqual([{ message: `UniFi sites were synced: ${SITES} added, 0 renamed` }]);
  }, 120_000);

  it('during a round of snapshots has one of each site afterwards, and each device once', async () => {
    const asked = () => controller.simulation.requests.filter((request) => request.endsWith('/stat/device')).length;
    await until(() => asked() >= ASKED, { what: 'the round to be under way', ...DEADLINE });
    await kill();
    const taken = await countOf('unifi_snapshots');
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(SITES);

    controller.faults.clear();
    await start();
    const rounds = () => job('unifi.snapshot', `state = 'succeeded' and (result ->> 'sites')::int > 0`);
    await until(async () => (await rounds()).length > 0, { what: 'the end of the round', ...DEADLINE });
    expect(await rounds()).toMatchObject([
      { attempts: 2, result: { sites: SITES, failed: 0, late: 0, changes: 0, problems: [] } },
    ]);
    expect(await countOf('unifi_snapshots')).toBe(SITES);
    expect(await countOf('(select distinct site_id from unifi_snapshots) as sites')).toBe(SITES);
    const devices = await countOf('unifi_devices');
    expect(devices).toBeGreaterThan(SITES);
    expect(await countOf('unifi_device_revisions where until is null')).toBe(devices);
    // Those alone whose snapshot the server did not live to keep were asked about twice.
    expect(asked() - SITES).toBeLessThanOrEqual(ASKED - taken + 4);
  }, 120_000);
});
