import type {
  UnifiAccessPoint,
  UnifiApGroup,
  UnifiDevice,
  UnifiNetwork,
  UnifiOverview,
  UnifiSpeedProfile,
  UnifiWifiLimits,
  UnifiWlanGroup,
} from '@contract/optima';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startController } from '../../../support/unifi';

interface Answer<Data> {
  readonly message: string;
  readonly data: Data;
  readonly errors?: { path: string[]; message: string }[];
}

const SITE = 'csite0000000000000000001';
const PATH = `/v1/unifi/site/${SITE}`;

let controller: RunningUnifi;
let app: TestApp;
let admin: TestUser;
let siteId: string;

const records = () => controller.simulation.state.records(siteId);

beforeAll(async () => {
  controller = await startController({ sites: 2 });
  app = await startTestApp(environmentOf(controller));
  admin = await app.actor('*');
  siteId = controller.simulation.state.sites[1]?.name ?? '';
  await app.sql('insert into unifi_sites (id, name, site_id) values ($1, $2, $3)', [SITE, 'Office', siteId]);
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

async function get<Data>(resource: string, user = admin): Promise<Answer<Data>> {
  return (await user.agent.get<Answer<Data>>(`${PATH}/${resource}`).expect(200)).body;
}

describe('what stands at a site', () => {
  it('has an overview', async () => {
    const { message, data } = await get<UnifiOverview>('overview');
    expect(message).toBe('UniFi Site Overview Fetched Successfully!');
    expect(data.health.map(({ subsystem }) => subsystem)).toContain('wlan');
    expect(data.health.some(({ numAdopted }) => typeof numAdopted === 'number')).toBe(true);
    expect(data.sysInfo.version).toBe(controller.settings.version);
    const [, { desc } = { desc: '' }] = controller.simulation.state.sites;
    expect(data.siteInfo).toEqual({ description: desc, name: siteId });
  });

  it('has devices, their state as a text, and access points, their state as a number', async () => {
    const devices = await get<UnifiDevice[]>('devices');
    expect(devices.message).toBe('UniFi Devices Fetched Successfully!');
    expect(devices.data).toHaveLength(records().device.length);
    const connected = records().device.find(({ type, state }) => type === 'uap' && state === 1);
    expect(devices.data.find(({ id }) => id === connected?._id)).toMatchObject({ state: 'connected', type: 'uap' });
    const points = await get<UnifiAccessPoint[]>('access-points');
    expect(points.message).toBe('UniFi Access Points Fetched Successfully!');
    expect(points.data.map(({ id }) => id)).toEqual(
      records()
        .device.filter(({ type }) => type === 'uap')
        .map(({ _id }) => _id),
    );
    expect(points.data.find(({ id }) => id === connected?._id)).toMatchObject({ state: 1, adopted: true });
  });

  it('has room for more WLANs on each radio', async () => {
    const { message, data } = await get<UnifiWifiLimits[]>('wifi-limits');
    expect(message).toBe('UniFi WiFi Limits Fetched Successfully!');
    expect(data.length).toBeGreaterThan(0);
    for (const radio of data.flatMap(({ radios }) => radios)) {
      expect(radio.wlanNames).toContain('Corporate');
      expect(radio.activeWlans + radio.remaining).toBe(8);
    }
    const [first] = records().apgroups.find(({ name }) => name === 'Lobby')?.device_macs as string[];
    const withGuests = data.filter(({ radios }) => radios.some(({ wlanNames }) => wlanNames.includes('Guest')));
    expect(withGuests.map(({ mac }) => mac)).toEqual([first?.toLowerCase()]);
  });
});

describe('networks and groups', () => {
  it('are shown as the contract has them', async () => {
    const networks = await get<UnifiNetwork[]>('networks');
    expect(networks.message).toBe('UniFi Networks Fetched Successfully!');
    expect(networks.data.find(({ name }) => name === 'Default')).toMatchObject({
      ...{ purpose: 'corporate', subnet: '192.168.1.0/24', vlanId: null, dhcpEnabled: true, isNat: true },
    });
    expect(networks.data.find(({ name }) => name === 'Guest')).toMatchObject({ vlanId: 20, subnet: '192.168.20.0/24' });
    const groups = await get<UnifiApGroup[]>('ap-groups');
    expect(groups.message).toBe('UniFi AP Groups Fetched Successfully!');
    expect(groups.data[0]).toMatchObject({ name: 'All APs', noDelete: true });
    expect(Object.keys(groups.data[0] ?? {})).toEqual(['id', 'name', 'deviceMacs', 'noDelete']);
    const wlanGroups = await get<UnifiWlanGroup[]>('wlan-groups');
    expect(wlanGroups.message).toBe('UniFi WLAN Groups Fetched Successfully!');
    expect(wlanGroups.data[1]).toMatchObject({ name: 'Off', noDelete: true, noEdit: true, hidden: true });
    const profiles = await get<UnifiSpeedProfile[]>('speed-profiles');
    expect(profiles.message).toBe('UniFi Speed Profiles Fetched Successfully!');
    expect(profiles.data).toMatchObject([
      { name: 'Default', noDelete: true, downloadLimitKbps: -1, uploadLimitKbps: -1 },
      { name: 'Guest 10 Mbit', noDelete: false, downloadLimitKbps: 10_000, uploadLimitKbps: 2_000 },
    ]);
  });

  const post = <Data>(resource: string, body: object, user = admin) =>
    user.agent.post<Answer<Data>>(`${PATH}/${resource}`).send(body);
  const audited = (action: string) => app.sql('select after, target_id from audit_log where action = $1', [action]);

  it('are added to, with an audit row', async () => {
    const group = await post<UnifiWlanGroup>('wlan-groups', { name: 'Lobby APs' }).expect(201);
    expect(group.body).toMatchObject({
      message: 'UniFi WLAN Group Created Successfully!',
      data: { name: 'Lobby APs', noDelete: false, noEdit: false, hidden: false },
    });
    const limits = { downloadLimitKbps: 10_000, uploadLimitKbps: 2 };
    const limited = await post<UnifiSpeedProfile>('speed-profiles', { name: 'Slow', ...limits }).expect(201);
    expect(limited.body).toMatchObject({
      message: 'UniFi Speed Profile Created Successfully!',
      data: { name: 'Slow', noDelete: false, ...limits },
    });
    const free = await post<UnifiSpeedProfile>('speed-profiles', { name: 'Free', uploadLimitKbps: -1 }).expect(201);
    expect(free.body.data).toMatchObject({ downloadLimitKbps: -1, uploadLimitKbps: -1 });
    expect(await audited('unifi.wlanGroup.create')).toEqual([{ after: { name: 'Lobby APs' }, target_id: SITE }]);
    expect(await audited('unifi.speedProfile.create')).toHaveLength(2);
  });

  it.each([
    ['wlan-groups', {}, 'name'],
    ['wlan-groups', { name: ' ' }, 'name'],
    ['speed-profiles', { name: '' }, 'name'],
    ['speed-profiles', { name: 'x', downloadLimitKbps: 1 }, 'downloadLimitKbps'],
    ['speed-profiles', { name: 'x', uploadLimitKbps: 0 }, 'uploadLimitKbps'],
    ['speed-profiles', { name: 'x', uploadLimitKbps: 100_001 }, 'uploadLimitKbps'],
    ['speed-profiles', { name: 'x', downloadLimitKbps: '10' }, 'downloadLimitKbps'],
  ])('%s refuse %j and name the field', async (resource, body, field) => {
    expect((await post(resource, body).expect(400)).body.errors?.[0]?.path).toEqual([field]);
  });

  it('tell what the controller says of a name that is taken, and record nothing', async () => {
    const { body } = await post('speed-profiles', { name: 'Default' }).expect(502);
    expect(body.message).toContain('api.err.UserGroupNameDuplicated');
    expect(await audited('unifi.speedProfile.create')).toHaveLength(2);
  });
});

const READS = [
  ...[['overview', 'overview'] as const, ['devices', 'devices'] as const, ['networks', 'networks'] as const],
  ...[['access-points', 'access-points'] as const, ['ap-groups', 'ap-groups'] as const],
  ...[['wifi-limits', 'wifi-limits'] as const, ['wlan-groups', 'wlan-groups'] as const],
  ...[['speed-profiles', 'speed-profiles'] as const, ['wifi', 'wifi'] as const],
];

describe.each(READS)('GET %s', (resource, node) => {
  it('needs unifi.access and its own node, and a site that there is', async () => {
    await get(resource, await app.actor('unifi.access', `unifi.site.${node}`));
    for (const held of ['unifi.access', `unifi.site.${node}`]) {
      await (await app.actor(held)).agent.get(`${PATH}/${resource}`).expect(403);
    }
    await admin.agent.get(`/v1/unifi/site/nobody/${resource}`).expect(404);
  });
});

describe('a controller that is down', () => {
  it('is a 502, then a 503 while it is left alone, and never a wrong answer', async () => {
    controller.faults.add({ fault: { kind: 'reset' } });
    const first = await admin.agent.get<Answer<unknown>>(`${PATH}/networks`).expect(502);
    expect(first.body.message).toBe('The UniFi controller could not be reached');
    await admin.agent.get(`${PATH}/overview`);
    for (const [resource] of READS) {
      const { body } = await admin.agent.get<Answer<unknown>>(`${PATH}/${resource}`).expect(503);
      expect(body).toMatchObject({ successful: false, message: expect.stringContaining('UniFi controller') });
    }
    await admin.agent.post('/v1/unifi/sites/sync').expect(503);
    await admin.agent.get('/v1/unifi/sites').expect(200);
    await admin.agent.get(PATH).expect(200);
  });
});

describe('without a controller', () => {
  it('sites are listed, and everything else says that there is none', async () => {
    const alone = await startTestApp();
    try {
      const { agent } = await alone.actor('*');
      await agent.get('/v1/unifi/sites').expect(200);
      const { body } = await agent.post<Answer<unknown>>('/v1/unifi/sites/sync').expect(503);
      expect(body.message).toBe('UniFi is not configured');
    } finally {
      await alone.stop();
    }
  });
});
