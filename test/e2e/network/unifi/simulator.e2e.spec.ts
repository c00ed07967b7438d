import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { loadConfig } from '../../../../apps/api/src/config';
import { createLogger } from '../../../../apps/api/src/http';
import { UnifiController } from '../../../../apps/api/src/modules/network/unifi/controller';
import { connect } from '../../../../apps/api/src/modules/network/unifi/controller/connect';
import { LocalUnifi, UpstreamMetrics } from '../../../../apps/api/src/upstreams';
import { readUnifiSettings, type RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { connectTo, environmentOf, startController } from '../../../support/unifi';
import { until } from '../../../support/until';

const open: RunningUnifi[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function start(options: Parameters<typeof startController>[0] = {}): Promise<RunningUnifi> {
  const server = await startController(options);
  open.push(server);
  return server;
}

async function call(server: RunningUnifi, method: string, path: string, headers: object = {}, body?: object) {
  const response = await fetch(server.url + path, {
    ...{ method, redirect: 'manual', headers: { 'content-type': 'application/json', ...headers } },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, body: json };
}

const account = { username: 'switchyard', password: 'switchyard-demo-password', rememberMe: true };
const cookieOf = ({ headers }: { headers: Headers }) =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

describe('a simulated console', () => {
  it('answers its page, signs in with a cookie that holds the first token, and renews the token with each write', async () => {
    const server = await start();
    expect((await call(server, 'GET', '/')).status).toBe(200);
    const login = await call(server, 'POST', '/api/auth/login', {}, account);
    const cookie = cookieOf(login);
    const csrf = login.headers.get('x-csrf-token')!;
    const payload = JSON.parse(Buffer.from(cookie.split('.')[1]!, 'base64url').toString());
    expect(payload.csrfToken).toBe(csrf);
    const add = (token: string) =>
      call(
        ...([server, 'POST', '/proxy/network/api/s/default/cmd/sitemgr'] as const),
        ...[
          { cookie, 'x-csrf-token': token },
          { cmd: 'add-site', desc: 'x' },
        ],
      );
    const first = await add(csrf);
    expect(first).toMatchObject({ status: 200, body: { meta: { rc: 'ok' }, data: [{ desc: 'x' }] } });
    expect((await add(first.headers.get('x-updated-csrf-token')!)).status).toBe(200);
    expect((await add(first.headers.get('x-updated-csrf-token')!)).status).toBe(200);
    expect((await add(csrf)).status).toBe(403);
    const newest = (await add('none')).status;
    expect(newest).toBe(403);
  });

  it('refuses a wrong password, and everybody after too many tries', async () => {
    const server = await start({ loginsPerMinute: 1 });
    const wrong = { ...account, password: 'wrong' };
    expect((await call(server, 'POST', '/api/auth/login', {}, wrong)).status).toBe(403);
    expect(await call(server, 'POST', '/api/auth/login', {}, account)).toMatchObject({
      ...{ status: 429, body: { code: 'AUTHENTICATION_FAILED_LIMIT_REACHED' } },
    });
  });

  it('ends a session when asked to', async () => {
    const server = await start();
    const login = await call(server, 'POST', '/api/auth/login', {}, account);
    const session = { cookie: cookieOf(login), 'x-csrf-token': login.headers.get('x-csrf-token')! };
    const sites = () => call(server, 'GET', '/proxy/network/api/self/sites', session);
    expect((await sites()).status).toBe(200);
    expect((await call(server, 'POST', '/api/auth/logout', session)).status).toBe(200);
    expect((await sites()).status).toBe(401);
  });
});

describe('a simulated application alone', () => {
  it('sends its root elsewhere, tells its version to anybody, and wraps refusals', async () => {
    const server = await start({ flavour: 'legacy', version: '9.0.114' });
    const root = await call(server, 'GET', '/');
    expect([root.status, root.headers.get('location')]).toEqual([302, '/manage']);
    expect((await call(server, 'GET', '/status')).body.meta).toMatchObject({ rc: 'ok', server_version: '9.0.114' });
    expect(await call(server, 'GET', '/api/self/sites')).toMatchObject({
      ...{ status: 401, body: { meta: { rc: 'error', msg: 'api.err.LoginRequired' }, data: [] } },
    });
  });

  it('hands the token of version 9 only to who asks for it strictly', async () => {
    const server = await start({ flavour: 'legacy' });
    expect(cookieOf(await call(server, 'POST', '/api/login', {}, account))).not.toContain('csrf_token');
    const login = await call(server, 'POST', '/api/login', {}, { ...account, strict: true });
    expect(cookieOf(login)).toMatch(/unifises=.*csrf_token=/);
  });

  it('leaves out of a WLAN what an old version does not know', async () => {
    const server = await start({ flavour: 'legacy', version: '5.14.23' });
    const cookie = cookieOf(await call(server, 'POST', '/api/login', {}, account));
    const { body } = await call(server, 'GET', '/api/s/default/rest/wlanconf', { cookie });
    const keys = Object.keys(body.data[0]);
    expect(keys).toEqual(expect.arrayContaining(['_id', 'wlan_band', 'wlangroup_id', 'x_passphrase']));
    for (const later of ['wlan_bands', 'ap_group_ids', 'private_preshared_keys', 'dtim_6e', 'wpa3_support']) {
      expect(keys).not.toContain(later);
    }
  });
});

it('keeps what was changed in a file, and has up to two thousand sites, the same for the same seed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-unifi-'));
  const options = { statePath: join(folder, 'new', 'state.json'), sites: 2_000 };
  const first = connectTo(await start(options));
  const added = await first.client.addSite('Kept');
  const [wlan] = await first.client.wlans('default');
  await first.client.updateWlan('default', wlan!.id, { name: 'Kept, too' });
  const second = connectTo(await start(options));
  const sites = await second.client.selfSites();
  expect(sites).toEqual(await first.client.selfSites());
  expect(new Set(sites.map(({ name }) => name)).size).toBe(2_001);
  expect(sites).toContainEqual(added);
  expect((await second.client.wlan('default', wlan!.id)).name).toBe('Kept, too');
  await Promise.all([first.close(), second.close(), rm(folder, { recursive: true })]);
});

it('lets something happen to a device, from outside the process too', async () => {
  const server = await start({ sites: 2 });
  const [, site] = server.simulation.state.sites;
  const { client, close } = connectTo(server);
  const device = async () => (await client.devices(site?.name ?? ''))[1];
  const { mac } = (await device())!;
  const set = { state: 0, version: '9.9.9', _id: 'never' };
  const happen = (body: object) => call(server, 'POST', '/control/devices', {}, body);
  expect((await happen({ site: site?.name, mac, set })).status).toBe(204);
  expect(await device()).toMatchObject({ mac, stateName: 'disconnected', version: '9.9.9' });
  expect((await device())?.id).not.toBe('never');
  expect((await happen({ site: site?.name, mac: 'nobody', set })).status).toBe(400);
  expect((await happen({ site: site?.name, mac })).status).toBe(400);
  await close();
});

it('refuses duplicate private keys and those on WPA3', async () => {
  const unifi = connectTo(await start());
  const wlans = await unifi.client.wlans('default');
  const { id, privatePreSharedKeys } = wlans.find(({ name }) => name === 'Devices')!;
  const keys = privatePreSharedKeys.map((key) => ({ password: key.password, networkconf_id: key.networkconfId! }));
  const put = (changes: object) => unifi.client.updateWlan('default', id, changes);
  const more = [...keys, { ...keys[0]!, password: 'another-password' }];
  expect((await put({ private_preshared_keys: more })).privatePreSharedKeys).toHaveLength(keys.length + 1);
  await expect(put({ private_preshared_keys: [...more, keys[0]] })).rejects.toMatchObject({ code: 'unifi.rejected' });
  await expect(put({ wpa3_support: true })).rejects.toMatchObject({ code: 'unifi.rejected' });
  await unifi.close();
});

it('reads its settings from the environment, and says what is wrong with them', () => {
  expect(readUnifiSettings({ UNIFI_SITES: '2000', UNIFI_FLAVOUR: 'legacy' })).toMatchObject({ sites: 2_000 });
  expect(() => readUnifiSettings({ UNIFI_SITES: '2001' })).toThrow('UNIFI_SITES');
  expect(() => readUnifiSettings({ UNIFI_FLAVOUR: 'other' })).toThrow('UNIFI_FLAVOUR');
});

it('is what the product finds by its configuration', async () => {
  const server = await start();
  const controller = new UnifiController(loadConfig(environmentOf(server)), new UpstreamMetrics());
  expect(await (await controller.client({ controller: 'default' })).selfSites()).toHaveLength(12);
  await controller.onApplicationShutdown();
});

describe('the controller of the demo', () => {
  const root = resolve(__dirname, '../../../..');

  it('is a process of its own, which comes back with what was changed when it dies', async () => {
    await promisify(execFile)(process.execPath, ['apps/api/bin/build.mjs'], { cwd: root });
    const dataDir = await mkdtemp(join(tmpdir(), 'switchyard-unifi-'));
    const logger = createLogger({ demo: false, logLevel: 'silent' });
    const modulePath = resolve(root, 'dist/apps/upstreams/src/main.js');
    const local = new LocalUnifi({ logger, dataDir, modulePath });
    const settings = await local.start();
    const { client, close } = connect(settings);
    const { name } = await client.addSite('Kept');
    const firstPid = local.pid ?? 0;
    process.kill(firstPid, 'SIGKILL');
    await until(() => local.pid !== firstPid);
    await until(() => fetch(settings.url).catch(() => null));
    const sites = await client.selfSites();
    expect(sites.map((site) => site.name)).toContain(name);
    await close();
    await local.stop();
    expect(local.pid).toBeNull();
    await rm(dataDir, { recursive: true });
  });
});
