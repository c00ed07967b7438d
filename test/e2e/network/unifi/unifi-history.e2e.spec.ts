import type { UnifiInventoryDevice, UnifiSnapshot } from '@contract/optima';
import { takeSnapshots } from '../../../../apps/api/src/modules/network/unifi/history/snapshot-round';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startController } from '../../../support/unifi';
import { runRound, takeOverSites } from '../../../support/unifi/rounds';

interface History {
  readonly message: string;
  readonly data: UnifiSnapshot[];
  readonly meta: { readonly nextCursor: string | null };
}

interface Refusal {
  readonly error?: string;
}

const GATEWAY = 0;

let controller: RunningUnifi;
let app: TestApp;
let admin: TestUser;
/** Ids here, in the order of the controller's sites. */
let ids: string[];

const { stringContaining } = expect;

beforeAll(async () => {
  controller = await startController({ sites: 6 });
  app = await startTestApp(environmentOf(controller));
  admin = await app.actor('*');
  const byName = await takeOverSites(app);
  ids = controller.simulation.state.sites.map(({ name }) => byName.get(name) ?? '');
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

const snapshot = () => runRound(app, takeSnapshots);
const pathOf = (site: number) => `/v1/unifi/site/${ids[site]}`;
const nameOf = (site: number) => controller.simulation.state.sites[site]?.name ?? '';
const recordsOf = (site: number) => controller.simulation.state.records(nameOf(site)).device;
const change = (site: number, device: number, fields: object) =>
  controller.simulation.state.changeDevice(nameOf(site), macOf(site, device), { ...fields });
const macOf = (site: number, device: number) => String(recordsOf(site)[device]?.mac);

async function history(site: number): Promise<History> {
  return (await admin.agent.get<History>(`${pathOf(site)}/history`).expect(200)).body;
}

async function inventory(site: number): Promise<UnifiInventoryDevice[]> {
  return (await admin.agent.get<{ data: UnifiInventoryDevice[] }>(`${pathOf(site)}/inventory`).expect(200)).body.data;
}

const revisionsOf = (site: number) =>
  app.sql<{ mac: string; version: string; until: Date | null }>(
    'select mac, version, until from unifi_device_revisions where site_id = $1 order by id',
    [ids[site]],
  );

describe('a snapshot', () => {
  it('keeps what the controller says of every site, by two calls for each', async () => {
    controller.simulation.requests.splice(0);
    const { state, result } = await snapshot();
    expect({ state, result }).toEqual({
      state: 'succeeded',
      result: { sites: 6, failed: 0, late: 0, changes: 0, problems: [] },
    });
    const asked = controller.simulation.requests.filter((request) => request.includes('/stat/'));
    expect(asked).toHaveLength(12);

    const { message, data, meta } = await history(1);
    expect(message).toBe('UniFi Site History Fetched Successfully!');
    expect([data.length, meta.nextCursor]).toEqual([1, null]);
    const [taken] = data;
    const records = recordsOf(1);
    expect(taken?.devices.map(({ mac }) => mac)).toEqual(records.map(({ mac }) => String(mac)).sort());
    const connected = records.filter(({ adopted, state: number }) => adopted === true && number === 1);
    expect(taken?.devicesConnected).toBe(connected.length);
    expect(taken?.health.map(({ subsystem }) => subsystem)).toEqual(['wlan', 'wan', 'www', 'lan', 'vpn']);
    expect(taken?.clients).toBeGreaterThan(0);
    expect(Date.parse(taken?.takenAt ?? '')).toBeLessThanOrEqual(Date.now());
    const gateway = records[GATEWAY];
    expect(taken?.devices.find(({ mac }) => mac === gateway?.mac)).toEqual({
      ...{ mac: gateway?.mac, name: 'Gateway', model: gateway?.model, type: 'udm', version: gateway?.version },
      ...{ state: 'connected', clients: null, uptime: gateway?.uptime },
    });
  });

  it('lists the devices it has seen, those without a name by their model', async () => {
    const devices = await inventory(1);
    expect(devices).toHaveLength(recordsOf(1).length);
    const [takenAt] = (await history(1)).data.map((taken) => taken.takenAt);
    for (const device of devices) {
      expect(device).toMatchObject({ present: true, firstSeenAt: takenAt, lastSeenAt: takenAt, stateSince: takenAt });
      expect(device.name).not.toBeNull();
    }
    expect(devices.find(({ mac }) => mac === macOf(1, 1))).toMatchObject({
      ...{ name: 'Core Switch', type: 'usw', adopted: true, state: 'connected', ip: '192.168.1.2', clients: 3 },
    });
  });
});

describe('two snapshots', () => {
  it('show what changed between them, and store inventory only where it did', async () => {
    await snapshot();
    const before = await revisionsOf(2);
    expect(before).toHaveLength(recordsOf(2).length);
    const formerVersion = String(recordsOf(2)[GATEWAY]?.version);
    change(2, GATEWAY, { version: '9.9.9', uptime: 5, name: 'Edge' });
    change(2, 1, { state: 0, num_sta: 0 });
    const { result } = await snapshot();
    expect(result).toMatchObject({ failed: 0, changes: 1 });

    const [now, then] = (await history(2)).data;
    const find = (taken: UnifiSnapshot | undefined, device: number) =>
      taken?.devices.find(({ mac }) => mac === macOf(2, device));
    expect(find(now, GATEWAY)).toMatchObject({ version: '9.9.9', uptime: 5, name: 'Edge' });
    expect(find(then, GATEWAY)).toMatchObject({ version: formerVersion, name: 'Gateway' });
    expect([find(then, 1)?.state, find(now, 1)?.state]).toEqual(['connected', 'disconnected']);
    expect((now?.devicesDisconnected ?? 0) - (then?.devicesDisconnected ?? 0)).toBe(1);

    const after = await revisionsOf(2);
    expect(after).toHaveLength(before.length + 1);
    expect(after.filter(({ until }) => until !== null)).toMatchObject([
      { mac: macOf(2, GATEWAY), version: formerVersion },
    ]);
    const changed = (await inventory(2)).find(({ mac }) => mac === macOf(2, 1));
    expect(changed).toMatchObject({ state: 'disconnected', stateSince: now?.takenAt, lastSeenAt: now?.takenAt });
    expect(Date.parse(changed?.firstSeenAt ?? '')).toBeLessThan(Date.parse(now?.takenAt ?? ''));
  });

  it('keep a device that has gone, and know it again', async () => {
    await snapshot();
    const devices = recordsOf(3);
    const [gone] = devices.splice(1, 1);
    if (!gone) throw new Error('There is no device');
    await snapshot();
    const find = async () => (await inventory(3)).find(({ mac }) => mac === gone.mac);
    const missing = await find();
    const [now, then] = (await history(3)).data;
    expect(missing).toMatchObject({ present: false, lastSeenAt: then?.takenAt });
    expect(now?.devices.map(({ mac }) => mac)).not.toContain(gone.mac);
    expect(then?.devices.map(({ mac }) => mac)).toContain(gone.mac);
    devices.push(gone);
    const revisions = (await revisionsOf(3)).length;
    await snapshot();
    expect(await find()).toMatchObject({ present: true, firstSeenAt: missing?.firstSeenAt });
    expect(await revisionsOf(3)).toHaveLength(revisions);
  });

  it('survive numbers as texts, types of a later version, and records that are none', async () => {
    const odd = {
      mac: 'AA:BB:CC:DD:EE:01',
      type: 'utoaster',
      model: 'BREAD\0',
      state: '77',
      uptime: '12',
      num_sta: '',
    };
    const devices = recordsOf(4);
    devices.push({ _id: 'odd', ...odd }, { _id: 'nobody', type: 'uap', state: 1 });
    change(4, 1, { uptime: '3600', num_sta: '5', state: '1', adopted: 'true' });
    expect((await snapshot()).result).toMatchObject({ failed: 0 });
    const [taken] = (await history(4)).data;
    expect(taken?.devices).toHaveLength(devices.length - 1);
    expect(taken?.devices.find(({ mac }) => mac === odd.mac.toLowerCase())).toMatchObject({
      ...{
        type: 'utoaster',
        model: 'BREAD\u{fffd}',
        name: 'BREAD\u{fffd}',
        state: 'unknown',
        uptime: 12,
        clients: null,
      },
    });
    expect(taken?.devices.find(({ mac }) => mac === macOf(4, 1))).toMatchObject({
      ...{ uptime: 3600, clients: 5, state: 'connected' },
    });
  });
});

describe.each(['history', 'inventory'])('GET /v1/unifi/site/:id/%s', (resource) => {
  it('needs unifi.access and its own node, and a site that there is', async () => {
    const path = `${pathOf(1)}/${resource}`;
    await (await app.actor('unifi.access', `unifi.site.${resource}`)).agent.get(path).expect(200);
    const others = ['history', 'inventory'].filter((other) => other !== resource).map((other) => `unifi.site.${other}`);
    for (const held of [['unifi.access'], [`unifi.site.${resource}`], ['unifi.access', ...others]]) {
      await (await app.actor(...held)).agent.get(path).expect(403);
    }
    await app.agent.get(path).expect(401);
    const { body } = await admin.agent.get<Refusal>(`/v1/unifi/site/nobody/${resource}`).expect(404);
    expect(body.error).toBe('UnifiSiteNotFound');
  });

  it('is open to the seeded roles', async () => {
    const roles = await app.sql<{ permissions: string[] }>(
      `select permissions from roles where moniker in ('operator', 'viewer')`,
    );
    expect(roles).toHaveLength(2);
    for (const { permissions } of roles) {
      await (await app.actor(...permissions)).agent.get(`${pathOf(1)}/${resource}`).expect(200);
    }
  });
});

describe('sites that cannot be looked at', () => {
  it('are told of, and do not keep the others from it', async () => {
    const counts = async () => Promise.all(ids.map(async (_, site) => (await history(site)).data.length));
    const before = await counts();
    controller.faults.add({ path: `/s/${nameOf(2)}/`, fault: { kind: 'status', status: 400, code: 'api.err.Broken' } });
    const gone = 'cgone0000000000000000001';
    await app.sql('insert into unifi_sites (id, name, site_id) values ($1, $2, $3)', [gone, 'Gone', 'vanished']);
    const { state, result } = await snapshot();
    controller.faults.clear();
    await app.sql('delete from unifi_sites where id = $1', [gone]);
    expect(state).toBe('succeeded');
    expect(result).toMatchObject({ sites: 7, failed: 2 });
    const problems = (result as { problems: { siteId: string; message: string }[] }).problems;
    expect(new Map(problems.map(({ siteId, message }) => [siteId, message]))).toEqual(
      new Map([
        [ids[2], stringContaining('api.err.Broken') as string],
        [gone, 'The UniFi controller has no such site'],
      ]),
    );
    expect(await counts()).toEqual(before.map((count, site) => (site === 2 ? count : count + 1)));
  });

  it('are all of them when the controller is down: the job says so, and what is kept can still be read', async () => {
    const before = (await history(1)).data.length;
    controller.faults.add({ fault: { kind: 'reset' } });
    const { state, error } = await snapshot();
    controller.faults.clear();
    expect({ state, error }).toEqual({
      state: 'failed',
      error: stringContaining('No UniFi site could be looked at: The UniFi controller') as string,
    });
    expect((await history(1)).data).toHaveLength(before);
    expect((await inventory(1)).every(({ present }) => present)).toBe(true);
  });
});
