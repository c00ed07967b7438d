import { wlanFields } from '../../../support/unifi/wlan-fields';
import { connectTo, startController, type UnifiFixture } from '../../../support/unifi';

const cases = [
  ['UniFi OS', { flavour: 'os' }],
  ['the application alone', { flavour: 'legacy' }],
  ['the application alone with refusals under HTTP 200', { flavour: 'legacy', refusalsUnder200: true }],
  ['an old application', { flavour: 'legacy', version: '5.14.23' }],
] as const;

describe.each(cases)('the client of %s', (_case, options) => {
  let unifi: UnifiFixture;
  let site: string;

  beforeAll(async () => {
    unifi = connectTo(await startController(options));
    site = (await unifi.client.selfSites())[1]!.name;
  });

  afterAll(async () => {
    await unifi.close();
    await unifi.server.close();
  });

  it('finds out what answers and signs in once', async () => {
    const prefix = options.flavour === 'os' ? '/proxy/network' : '';
    const login = options.flavour === 'os' ? '/api/auth/login' : '/api/login';
    await unifi.client.selfSites();
    const list = `GET ${prefix}/api/self/sites`;
    expect(unifi.seen()).toEqual(['GET /', `POST ${login}`, list, list]);
  });

  it('lists the sites and adds one', async () => {
    const before = await unifi.client.selfSites();
    expect(before).toHaveLength(12);
    expect(before[0]).toMatchObject({ name: 'default', description: 'Default' });
    const added = await unifi.client.addSite('New Office');
    expect(added.description).toBe('New Office');
    expect(await unifi.client.selfSites()).toEqual([...before, added]);
    expect(await unifi.client.devices(added.name)).toEqual([]);
  });

  it('reads health, system and devices', async () => {
    const health = await unifi.client.health(site);
    expect(health.map(({ subsystem }) => subsystem)).toEqual(['wlan', 'wan', 'www', 'lan', 'vpn']);
    expect(health[1]).toMatchObject({ status: 'ok', numAdopted: 1, numGateway: 1 });
    expect(await unifi.client.sysinfo(site)).toMatchObject({
      ...{ timezone: 'America/Denver', hostname: 'unifi', version: unifi.server.settings.version },
    });
    const devices = await unifi.client.devices(site);
    expect(devices.map(({ type }) => type)).toEqual(expect.arrayContaining(['udm', 'usw', 'uap']));
    expect(devices[0]).toMatchObject({ state: 1, stateName: 'connected', name: 'Gateway', adopted: true });
    const bands = devices.flatMap(({ radios }) => radios.map(({ band }) => band));
    expect(bands).toEqual(expect.arrayContaining(['2g', '5g']));
    expect(bands).not.toContain(null);
    const groups = new Set(devices.flatMap(({ radios }) => radios.map(({ wlanGroupId }) => wlanGroupId)));
    expect(groups.has(null)).toBe(!unifi.server.settings.version.startsWith('5.'));
  });

  it('reads WLANs in all 57 fields, of each version', async () => {
    const wlans = await unifi.client.wlans(site);
    expect(wlans.map(({ name }) => name)).toEqual(['Corporate', 'Guest', 'Devices', 'Secure']);
    for (const wlan of wlans) {
      expect(Object.keys(wlan)).toEqual([...wlanFields, 'wlanGroupId']);
      expect(Object.values(wlan)).not.toContain(undefined);
    }
    expect(wlans[1]).toMatchObject({ band: 'both', bands: ['2g', '5g'], groupRekey: 3600, security: 'open' });
    expect(await unifi.client.wlan(site, wlans[2]!.id)).toEqual(wlans[2]);
    expect(JSON.stringify(wlans)).not.toContain('iapp_key');
  });

  it('changes only what it is told to of a WLAN', async () => {
    const [wlan] = await unifi.client.wlans(site);
    const changed = await unifi.client.updateWlan(site, wlan!.id, { name: 'Renamed', hide_ssid: true });
    expect(changed).toEqual({ ...wlan, name: 'Renamed', hideSSID: true });
    expect(await unifi.client.wlan(site, wlan!.id)).toEqual(changed);
    await unifi.client.updateWlan(site, wlan!.id, { name: wlan!.name, hide_ssid: false });
  });

  it('names the field of a value that the controller refuses, and not the value', async () => {
    const [wlan] = await unifi.client.wlans(site);
    const change = unifi.client.updateWlan(site, wlan!.id, { x_passphrase: 'short' });
    await expect(change).rejects.toMatchObject({
      ...{ code: 'unifi.invalid', status: 400 },
      details: { issues: [{ path: ['body', 'x_passphrase'], message: expect.not.stringContaining('short') }] },
    });
  });

  it('reads networks with their own address and the tag as a number', async () => {
    const networks = await unifi.client.networks(site);
    expect(networks.map(({ name, subnet, vlanId }) => [name, subnet, vlanId])).toEqual([
      ...[['Default', '192.168.1.0/24', null] as const, ['Guest', '192.168.20.0/24', 20] as const],
      ...[['Voice', '192.168.30.0/24', 30] as const, ['IoT', null, 40] as const, ['WAN', null, null] as const],
    ]);
  });

  it('reads and creates groups', async () => {
    expect((await unifi.client.wlanGroups(site)).map(({ name, noEdit }) => [name, noEdit])).toEqual([
      ...[
        ['Default', false],
        ['Off', true],
      ],
    ]);
    const group = await unifi.client.createWlanGroup(site, 'Upstairs');
    expect(group).toMatchObject({ name: 'Upstairs', noDelete: false, hidden: false });
    expect(await unifi.client.wlanGroups(site)).toContainEqual(group);
    expect((await unifi.client.userGroups(site)).map(({ id: _id, siteId: _siteId, ...profile }) => profile)).toEqual([
      { name: 'Default', noDelete: true, downloadLimitKbps: -1, uploadLimitKbps: -1 },
      { name: 'Guest 10 Mbit', noDelete: false, downloadLimitKbps: 10_000, uploadLimitKbps: 2_000 },
    ]);
    const profile = await unifi.client.createUserGroup(site, { name: 'Slow', downloadLimitKbps: 500 });
    expect(profile).toMatchObject({ name: 'Slow', downloadLimitKbps: 500, uploadLimitKbps: -1 });
    expect(await unifi.client.userGroups(site)).toContainEqual(profile);
    const tooSlow = unifi.client.createUserGroup(site, { name: 'Too slow', uploadLimitKbps: 1 });
    await expect(tooSlow).rejects.toMatchObject({ code: 'unifi.invalid' });
  });

  it('answers 404 for sites and records that are not there, and for what is no name at all', async () => {
    const { client } = unifi;
    const missing = '0'.repeat(24);
    await expect(client.wlan(site, missing)).rejects.toMatchObject({ code: 'unifi.notFound', status: 404 });
    await expect(client.updateWlan(site, missing, { enabled: true })).rejects.toMatchObject({ code: 'unifi.notFound' });
    await expect(client.wlan(site, 'nonsense')).rejects.toMatchObject({ code: 'unifi.notFound' });
    await expect(client.wlans('nowhere1')).rejects.toMatchObject({ code: 'unifi.siteNotFound', status: 404 });
    unifi.seen();
    await expect(client.wlans('../../self')).rejects.toMatchObject({ code: 'unifi.siteNotFound' });
    await expect(client.wlan(site, '../wlanconf')).rejects.toMatchObject({ code: 'unifi.notFound' });
    expect(unifi.seen()).toEqual([]);
  });

  it('reads AP groups with addresses as devices have them, and none of versions before them', async () => {
    const groups = await unifi.client.apGroups(site);
    const aps = (await unifi.client.devices(site)).filter(({ type }) => type === 'uap').map(({ mac }) => mac);
    if (unifi.server.settings.version.startsWith('5.')) {
      expect(groups).toEqual([]);
      return;
    }
    expect(groups[0]).toMatchObject({ noDelete: true, deviceMacs: aps, forWlan: false });
    expect(groups.flatMap(({ deviceMacs }) => deviceMacs).filter((mac) => !aps.includes(mac))).toEqual([]);
    await expect(unifi.client.apGroups('nowhere1')).rejects.toMatchObject({ code: 'unifi.siteNotFound' });
  });
});
