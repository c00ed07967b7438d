import type { UnifiControllerInfo, UnifiPpsk, UnifiSite, UnifiSiteWithCompany, UnifiWlan } from '@contract/optima';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startController } from '../../../support/unifi';

interface Answer<Data> {
  readonly message: string;
  readonly data: Data;
  readonly error?: string;
  readonly errors?: { path: string[]; message: string }[];
}

const SITES = 3;
const PASSWORDS = ['password-of-the-default-one', 'password-of-the-branch'];

/** Of one seed: sites, WLANs and everything else have the same names and ids on both. */
let first: RunningUnifi;
let branch: RunningUnifi;
let app: TestApp;
let admin: TestUser;

beforeAll(async () => {
  first = await startController({ sites: SITES, password: PASSWORDS[0] });
  branch = await startController({ sites: SITES, password: PASSWORDS[1], flavour: 'legacy' });
  app = await startTestApp({
    ...{ ...environmentOf(first), ...environmentOf(branch, 'branch') },
    UNIFI_CONTROLLERS: 'branch',
  });
  admin = await app.actor('*');
});

afterAll(async () => {
  await app.stop();
  await Promise.all([first.close(), branch.close()]);
});

afterEach(() => {
  first.faults.clear();
  branch.faults.clear();
});

const sync = () => admin.agent.post<Answer<UnifiSite[]>>('/v1/unifi/sites/sync');
const list = (query = '') => admin.agent.get<Answer<UnifiSiteWithCompany[]>>(`/v1/unifi/sites${query}`);
const wlansOf = (id: string) => admin.agent.get<Answer<UnifiWlan[]>>(`/v1/unifi/site/${id}/wifi`);
const rows = () =>
  app.sql<{ id: string; controller: string; siteId: string }>(
    'select id, controller, site_id as "siteId" from unifi_sites order by controller, site_id',
  );

/** The id here of the same site on each of the two. */
async function twins(): Promise<readonly [first: string, branch: string]> {
  const name = first.simulation.state.sites[1]?.name;
  const ids = (await rows()).filter(({ siteId }) => siteId === name);
  const idOn = (controller: string) => ids.find((row) => row.controller === controller)?.id ?? '';
  return [idOn('default'), idOn('branch')];
}

describe('the sites of two controllers', () => {
  it('are synced together, also where both have one of the same name', async () => {
    const { body, headers } = await sync().expect(200);
    expect(headers).not.toHaveProperty('x-failed-controllers');
    expect(body.data).toHaveLength(2 * SITES);
    const names = first.simulation.state.sites.map(({ name }) => name).sort();
    const expected = ['branch', 'default'].flatMap((controller) => names.map((siteId) => ({ controller, siteId })));
    expect(await rows()).toMatchObject(expected);
    await sync().expect(200);
    expect(await rows()).toHaveLength(2 * SITES);
  });

  it('are listed by controller, and each controller with how many it has', async () => {
    const ofBranch = (await list('?controller=branch').expect(200)).body.data.map(({ id }) => id);
    const expected = (await rows()).filter(({ controller }) => controller === 'branch').map(({ id }) => id);
    expect([...ofBranch].sort()).toEqual(expected.sort());
    expect((await list('?controller=nobody').expect(200)).body.data).toEqual([]);
    const { body } = await admin.agent.get<Answer<UnifiControllerInfo[]>>('/v1/unifi/controllers').expect(200);
    expect(body).toMatchObject({
      message: 'UniFi Controllers Fetched Successfully!',
      data: ['default', 'branch'].map((name) => ({ name, configured: true, down: false, sites: SITES })),
    });
    const stranger = await app.actor('unifi.access');
    await stranger.agent.get('/v1/unifi/controllers').expect(403);
  });

  it('are asked of their own controller, by a session of its own', async () => {
    const [onFirst, onBranch] = await twins();
    const [wlan] = (await wlansOf(onBranch).expect(200)).body.data;
    const path = `/v1/unifi/site/${onBranch}/wifi/${wlan?.id}`;
    await admin.agent.patch(path).send({ name: 'Branch only' }).expect(200);
    const names = async (id: string) => (await wlansOf(id).expect(200)).body.data.map(({ name }) => name);
    expect(await names(onBranch)).toContain('Branch only');
    expect(await names(onFirst)).not.toContain('Branch only');
    expect([first, branch].map(({ simulation }) => simulation.sessions.logins)).toEqual([1, 1]);
  });

  it('do not mix what their keys are called, whatever the ids', async () => {
    const [onFirst, onBranch] = await twins();
    const wlan = (await wlansOf(onFirst).expect(200)).body.data.find(({ name }) => name === 'Devices');
    const keysOf = (site: string) =>
      admin.agent.get<Answer<UnifiPpsk[]>>(`/v1/unifi/site/${site}/wifi/${wlan?.id}/ppsk`).expect(200);
    const shared = (await keysOf(onBranch)).body.data[0]?.key;
    await app.sql(`delete from unifi_ppsk_labels`);
    const key = { key: 'the-same-on-both', name: 'Camera of the first' };
    await admin.agent.post(`/v1/unifi/site/${onFirst}/wifi/${wlan?.id}/ppsk`).send(key).expect(201);
    const other = { key: 'the-same-on-both', name: 'Door of the branch' };
    await admin.agent.post(`/v1/unifi/site/${onBranch}/wifi/${wlan?.id}/ppsk`).send(other).expect(201);
    const nameOn = async (site: string) =>
      (await keysOf(site)).body.data.find((entry) => entry.key === 'the-same-on-both')?.name;
    expect([await nameOn(onFirst), await nameOn(onBranch)]).toEqual([key.name, other.name]);
    expect(shared).toBeDefined();
  });

  it('are created where the caller says, else on the default one', async () => {
    const create = (body: object) => admin.agent.post<Answer<UnifiSite>>('/v1/unifi/sites/create').send(body);
    const made = await create({ description: 'On the branch', controller: 'branch' }).expect(200);
    const has = ({ simulation }: RunningUnifi, desc: string) =>
      simulation.state.sites.some((site) => site.desc === desc);
    expect([has(first, 'On the branch'), has(branch, 'On the branch')]).toEqual([false, true]);
    expect((await rows()).find(({ id }) => id === made.body.data.id)?.controller).toBe('branch');
    await create({ description: 'On the default one' }).expect(200);
    expect(has(first, 'On the default one')).toBe(true);
    const { body } = await create({ description: 'x', controller: 'nobody' }).expect(400);
    expect(body.errors?.[0]?.path).toEqual(['controller']);
  });

  it('are measured by controller', async () => {
    const { text } = await app.agent.get('/metrics');
    for (const name of ['default', 'branch']) {
      expect(text).toMatch(
        new RegExp(`upstream_call_duration_seconds_count\\{upstream="unifi",name="${name}",outcome="2xx"\\} [1-9]`),
      );
      expect(text).toContain(`upstream_circuit_state{upstream="unifi",name="${name}",state="closed"} 1`);
    }
  });
});

describe('one of two controllers that fails', () => {
  it('does not hold up the other, and is named', async () => {
    const [onFirst, onBranch] = await twins();
    branch.faults.add({ fault: { kind: 'reset' } });
    const before = await rows();
    await app.sql(`delete from unifi_sites where controller = 'default' and id <> $1`, [onFirst]);
    const { body, headers } = await sync().expect(200);
    expect(headers['x-failed-controllers']).toBe('branch');
    expect(body.data).toHaveLength(before.length);
    const [row] = await app.sql<{ level: string; message: string; after: object }>(
      `select level, message, after from audit_log where action = 'unifi.site.sync' order by seq desc limit 1`,
    );
    expect(row).toMatchObject({ level: 'warning', after: { failed: ['branch'] } });
    expect(row?.message).toContain('branch could not be read');
    expect(app.log.join('\n')).toContain('Sites were not synced: The UniFi controller branch could not be reached');

    const failed = await wlansOf(onBranch);
    expect([502, 503]).toContain(failed.status);
    expect(failed.body.message).toContain('The UniFi controller branch ');
    await wlansOf(onFirst).expect(200);
    const { body: controllers } = await admin.agent.get<Answer<UnifiControllerInfo[]>>('/v1/unifi/controllers');
    expect(controllers.data.map(({ name, down }) => [name, down])).toEqual([
      ['default', false],
      ['branch', true],
    ]);
    expect((await app.agent.get('/metrics')).text).toContain(
      'upstream_circuit_state{upstream="unifi",name="branch",state="open"} 1',
    );
  });

  it('fails the sync only when no other is left', async () => {
    branch.faults.add({ fault: { kind: 'reset' } });
    first.faults.add({ path: '/api/self/sites', fault: { kind: 'status', status: 500 } });
    const { body } = await sync().expect(502);
    expect(body.message).toBe('The UniFi controller default answered with a failure of its own');
  });
});

describe('a controller that the configuration has no more', () => {
  it('leaves its sites here, and calls for them say what is missing', async () => {
    await app.sql(
      `insert into unifi_sites (id, name, site_id, controller) values ('cformer', 'Former', 'default', 'former')`,
    );
    expect((await list('?controller=former').expect(200)).body.data).toMatchObject([{ id: 'cformer' }]);
    await admin.agent.get('/v1/unifi/site/cformer').expect(200);
    for (const path of ['overview', 'devices', 'wifi', 'networks']) {
      const { body } = await admin.agent.get<Answer<unknown>>(`/v1/unifi/site/cformer/${path}`).expect(503);
      expect(body.message).toBe('The UniFi controller former is not configured');
    }
    const { body } = await admin.agent.get<Answer<UnifiControllerInfo[]>>('/v1/unifi/controllers').expect(200);
    expect(body.data.at(-1)).toEqual({ name: 'former', configured: false, down: false, sites: 1 });
  });
});

describe('a controller that takes no login', () => {
  it('is not asked for one by requests that are refused without it, and by all others once', async () => {
    const [site] = await twins();
    const path = `/v1/unifi/site/${site}`;
    const { requests, sessions } = first.simulation;
    sessions.expire();
    requests.length = 0;
    const { agent: reader } = await app.actor('unifi.access');
    const [bad, wlan] = [{ key: 'short', name: '' }, `${path}/wifi/000000000000000000000000`];
    await app.agent.get(`${path}/wifi`).expect(401);
    await reader.get(`${path}/wifi`).expect(403);
    await reader.post('/v1/unifi/sites/sync').expect(403);
    await admin.agent.get('/v1/unifi/site/nobody/devices').expect(404);
    await admin.agent.post('/v1/unifi/site/nobody/speed-profiles').send({ name: 'x' }).expect(404);
    await admin.agent.patch(wlan).send({ enabled: 'yes' }).expect(400);
    await admin.agent.patch(`${path}/wifi/a%2Fb`).send({ enabled: true }).expect(404);
    await admin.agent.post(`${wlan}/ppsk`).send(bad).expect(400);
    await admin.agent.post(`${path}/speed-profiles`).send({ name: 'x', uploadLimitKbps: 1 }).expect(400);
    await admin.agent.post('/v1/unifi/sites/create').send({ description: ' ' }).expect(400);
    expect(requests).toEqual([]);

    Object.assign(first.settings, { password: 'another one since' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => admin.agent.get(`${path}/devices`).expect(502)));
    const later = await admin.agent.get<Answer<unknown>>(`${path}/networks`).expect(502);
    expect(later.body.message).toBe('The UniFi controller default refused the credentials of this server');
    expect(Number(later.headers['retry-after'])).toBeGreaterThan(30);
    expect(answers).toHaveLength(20);
    expect(requests.filter((request) => request.includes('login'))).toHaveLength(1);
  });
});

it('no password of a controller is in the log', () => {
  expect(app.log.length).toBeGreaterThan(0);
  for (const password of PASSWORDS) expect(app.log.join('\n')).not.toContain(password);
});
