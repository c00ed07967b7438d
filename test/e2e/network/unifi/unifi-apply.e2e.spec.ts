import type { Job } from '@contract/optima';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { make } from '../../../support/make';
import { environmentOf, startController } from '../../../support/unifi';
import { TemplateFixture } from '../../../support/unifi/template-sites';

interface Answer<Data> {
  readonly data: Data;
  readonly error?: string;
}

const NODES = ['unifi.access', 'unifi.site.wifi', 'unifi.site.wifi.update', 'unifi.wlan-templates.apply'];
const LOST = 'csitelost0000000000000000';
const NO_WLAN = 'The site has no WLAN with the SSID of the template.';

let controller: RunningUnifi;
let app: TestApp;
let admin: TestUser;
let unifi: TemplateFixture;
const sites: { id: string; name: string }[] = [];

beforeAll(async () => {
  controller = await startController({ sites: 12 });
  app = await startTestApp(environmentOf(controller));
  admin = await app.actor('*');
  unifi = new TemplateFixture(app, controller);
  const company = await make.company(app);
  for (let index = 1; index <= 8; index += 1) sites.push(await unifi.site(index, index === 1 ? null : company.id));
  await unifi.lostSite(LOST, 'Site 999');
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

afterEach(() => {
  controller.faults.clear();
  jest.restoreAllMocks();
});

/** A WLAN of its own for one test, at so many sites. */
function addTo(count: number, fields: Record<string, unknown>): string[] {
  controller.simulation.requests.length = 0;
  return sites.slice(0, count).map(({ name }) => unifi.addWlan(name, fields));
}

const ids = (count: number): string[] => sites.slice(0, count).map(({ id }) => id);
const raw = (index: number, name: string) => unifi.wlan(sites[index]?.name ?? '', name);
const rowsOf = (wlanIds: readonly string[]) => unifi.changes(wlanIds);

describe('applying a template', () => {
  it('changes what differs and nothing else, once, with a row for each WLAN', async () => {
    const wlanIds = addTo(3, { name: 'Staff', x_passphrase: 'Staff-Passphrase-1', dtim_ng: 3 });
    Object.assign(raw(1, 'Staff'), {
      hide_ssid: true,
      x_passphrase: 'Staff-Passphrase-2',
      wlan_bands: ['5g'],
      wlan_band: '5g',
    });
    const { id, name } = await unifi.template(admin, {
      ...{ name: 'Staff', hideSSID: true, passphrase: 'Staff-Passphrase-2', bands: ['5g'], wpaMode: 'wpa2' },
      ...{ wpa3Support: true, wpa3Transition: true, l2Isolation: true },
    });
    Object.assign(raw(1, 'Staff'), { wpa3_support: true, wpa3_transition: true, l2_isolation: true });
    unifi.writes();
    const { job, outcomes } = await unifi.run(admin, id, 'apply', { siteIds: [...ids(4), LOST] });
    expect(job).toMatchObject({
      ...{ kind: 'unifi.template-apply', state: 'succeeded', progress: { done: 5, total: 5 } },
      result: { dryRun: false, sites: 5, changed: 2, unchanged: 1, missing: 1, failed: 1 },
    });
    const fields = ['wpa3Support', 'wpa3Transition', 'passphrase', 'hideSSID', 'bands'];
    const [one, two, three] = wlanIds;
    const plain = { reason: null, concealed: false };
    expect(outcomes).toEqual([
      {
        ...plain,
        siteId: ids(1)[0],
        state: 'changed',
        wlans: [{ id: one, fields, left: ['l2Isolation'], reason: null }],
      },
      { ...plain, siteId: ids(2)[1], state: 'unchanged', wlans: [{ id: two, fields: [], left: [], reason: null }] },
      {
        ...plain,
        siteId: ids(3)[2],
        state: 'changed',
        wlans: [{ id: three, fields, left: ['l2Isolation'], reason: null }],
      },
      { ...plain, siteId: ids(4)[3], state: 'missing', reason: NO_WLAN, wlans: [] },
      { ...plain, siteId: LOST, state: 'failed', reason: 'The UniFi controller has no such site', wlans: [] },
    ]);
    expect(
      unifi
        .writes()
        .filter((request) => request.startsWith('PUT'))
        .sort(),
    ).toEqual(
      [0, 2]
        .map(
          (at) =>
            expect.stringContaining(`/api/s/${sites[at]?.name ?? ''}/rest/wlanconf/${wlanIds[at] ?? ''}`) as string,
        )
        .sort(),
    );
    // What the template does not set, and what the route that changes a WLAN does not take, is as it was.
    expect(raw(0, 'Staff')).toMatchObject({
      ...{ x_passphrase: 'Staff-Passphrase-2', hide_ssid: true, wlan_band: '5g', wlan_bands: ['5g'] },
      ...{ wpa3_support: true, wpa3_transition: true, pmf_mode: 'optional', l2_isolation: false, dtim_ng: 3 },
    });
    const rows = await rowsOf(wlanIds);
    expect(rows.map(({ target_id }) => target_id).sort()).toEqual([one, three].sort());
    expect(rows[0]).toMatchObject({
      ...{ level: 'info', message: `WLAN Staff was changed by the template ${name}`, actor_login: admin.login },
      before: { hide_ssid: false, x_passphrase: '********', wlan_band: 'both' },
      after: { unifiWlanTemplate: id, hide_ssid: true, x_passphrase: '********', wpa3_support: true },
    });
    expect(rows[0]?.after).not.toHaveProperty('enabled');

    const again = await unifi.run(admin, id, 'apply', { siteIds: ids(3) });
    expect(again.job.result).toMatchObject({ changed: 0, unchanged: 3 });
    expect(unifi.writes()).toEqual([]);
    expect(await rowsOf(wlanIds)).toHaveLength(2);
  });

  it('writes nothing in a dry run, and says what it would change', async () => {
    const wlanIds = addTo(2, { name: 'Dry' });
    const { id } = await unifi.template(admin, {
      name: 'Dry',
      hideSSID: true,
      passphrase: 'Dry-Passphrase-1',
      proxyArp: true,
    });
    const before = JSON.stringify(sites.map(({ name }) => unifi.wlans(name)));
    const { job, outcomes } = await unifi.run(admin, id, 'apply', { siteIds: ids(3), dryRun: true });
    expect(job.result).toEqual({ dryRun: true, sites: 3, changed: 2, unchanged: 0, missing: 1, failed: 0 });
    expect(outcomes.map(({ state, wlans }) => [state, wlans])).toEqual([
      ['changed', [{ id: wlanIds[0], fields: ['passphrase', 'hideSSID'], left: ['proxyArp'], reason: null }]],
      ['changed', [{ id: wlanIds[1], fields: ['passphrase', 'hideSSID'], left: ['proxyArp'], reason: null }]],
      ['missing', []],
    ]);
    expect(unifi.writes()).toEqual([]);
    expect(JSON.stringify(sites.map(({ name }) => unifi.wlans(name)))).toBe(before);
    expect(await rowsOf(wlanIds)).toEqual([]);
  });

  it('reaches all linked sites', async () => {
    addTo(8, { name: 'Everywhere' });
    const { id } = await unifi.template(admin, { name: 'Everywhere', enabled: false });
    const { job } = await unifi.run(admin, id, 'apply', { allLinked: true });
    expect(job.result).toMatchObject({ sites: 7, changed: 7 });
    expect(sites.map((_site, index) => raw(index, 'Everywhere').enabled)).toEqual([
      true,
      ...Array<boolean>(7).fill(false),
    ]);
  });

  it('follows the rules of the route that changes a WLAN, and names what does not go', async () => {
    addTo(2, { name: 'Keyed' });
    Object.assign(raw(0, 'Keyed'), {
      private_preshared_keys_enabled: true,
      private_preshared_keys: [],
    });
    Object.assign(raw(1, 'Keyed'), { security: 'open', x_passphrase: '' });
    const { id } = await unifi.template(admin, { name: 'Keyed', security: 'wpapsk', wpaMode: 'wpa3', hideSSID: true });
    for (const dryRun of [true, false]) {
      const { job, outcomes } = await unifi.run(admin, id, 'apply', { siteIds: ids(2), dryRun });
      expect(job.result).toMatchObject({ failed: 2, changed: 0 });
      expect(outcomes.map(({ reason }) => reason)).toEqual([
        'wpa_mode must be wpa2 while the WLAN has private pre-shared keys',
        'x_passphrase is required: the WLAN has none yet',
      ]);
    }
    expect(unifi.writes()).toEqual([]);
  });

  it('reports a refusal of the controller, and goes on', async () => {
    const wlanIds = addTo(3, { name: 'Refused' });
    const { id } = await unifi.template(admin, { name: 'Refused', isGuest: true });
    const refusal = { kind: 'status', status: 400, code: 'api.err.WlanBroken' } as const;
    controller.faults.add({ fault: refusal, method: 'PUT', path: wlanIds[1] });
    const { job, outcomes } = await unifi.run(admin, id, 'apply', { siteIds: ids(3) });
    expect(job.result).toMatchObject({ changed: 2, failed: 1 });
    expect(outcomes[1]).toMatchObject({ state: 'failed', wlans: [{ id: wlanIds[1], fields: [], left: ['isGuest'] }] });
    expect(outcomes[1]?.reason).toBe('The UniFi controller rejected the request (api.err.WlanBroken)');
    expect((await rowsOf(wlanIds)).map(({ target_id }) => target_id).sort()).toEqual([wlanIds[0], wlanIds[2]].sort());
  });

  it('survives a WLAN that is deleted between read and write', async () => {
    const wlanIds = addTo(2, { name: 'Passing' });
    const { id } = await unifi.template(admin, { name: 'Passing', enabled: false });
    const see = controller.simulation.see.bind(controller.simulation);
    jest.spyOn(controller.simulation, 'see').mockImplementation((request) => {
      see(request);
      if (request.startsWith('PUT') && request.includes(wlanIds[0] ?? ''))
        unifi.removeWlan(sites[0]?.name ?? '', wlanIds[0] ?? '');
    });
    const { job, outcomes } = await unifi.run(admin, id, 'apply', { siteIds: ids(2) });
    expect(job.result).toMatchObject({ changed: 1, failed: 1 });
    expect(outcomes[0]).toMatchObject({
      ...{ state: 'failed', reason: `WLAN with identifier '${wlanIds[0] ?? ''}' was not found.` },
      wlans: [{ fields: [], left: ['enabled'] }],
    });
    expect(await rowsOf([wlanIds[0] ?? ''])).toEqual([]);
  });

  it('changes each WLAN that has the SSID', async () => {
    const wlanIds = [...addTo(1, { name: 'Twice' }), ...addTo(1, { name: 'Twice' })];
    const { id } = await unifi.template(admin, { name: 'Twice', hideSSID: true });
    const { outcomes } = await unifi.run(admin, id, 'apply', { siteIds: ids(1) });
    expect(outcomes[0]?.wlans.map((wlan) => [wlan.id, wlan.fields])).toEqual(
      wlanIds.map((wlan) => [wlan, ['hideSSID']]),
    );
    expect(await rowsOf(wlanIds)).toHaveLength(2);
  });

  it('tells its starter nothing of fields that the starter may not see', async () => {
    addTo(2, { name: 'Blind', x_passphrase: 'Blind-Passphrase-1' });
    raw(1, 'Blind').x_passphrase = 'Blind-Passphrase-2';
    const { id } = await unifi.template(admin, { name: 'Blind', passphrase: 'Blind-Passphrase-1' });
    const blind = await app.actor(...NODES, 'unifi.site.wifi.read.hideSSID');
    for (const dryRun of [true, false]) {
      const { job, outcomes } = await unifi.run(blind, id, 'apply', { siteIds: ids(2), dryRun });
      expect(job.result).toEqual({ dryRun, sites: 2, changed: 0, unchanged: 2, missing: 0, failed: 0 });
      const shown = {
        state: 'unchanged',
        reason: null,
        concealed: true,
        wlans: [{ fields: [], left: [], reason: null }],
      };
      expect(outcomes).toEqual(ids(2).map((siteId) => ({ siteId, ...shown })));
    }
    expect(raw(1, 'Blind').x_passphrase).toBe('Blind-Passphrase-1');
  });

  it('is one at a time for a template', async () => {
    const { id } = await unifi.template(admin, { name: 'Once', enabled: false });
    await app.sql(
      `insert into jobs (id, kind, input, flight_key, origin) values ('crunning', 'unifi.nobody', '{}', $1, '{}')`,
      [`unifi.template-apply:${id}`],
    );
    const path = `/v1/unifi/wlan-template/${id}/apply`;
    const { body } = await admin.agent
      .post<Answer<Job>>(path)
      .send({ siteIds: ids(1) })
      .expect(409);
    expect(body.error).toBe('JobAlreadyRunning');
  });

  it('needs every node of the route, and a template', async () => {
    const { id } = await unifi.template(admin, { name: 'x' });
    const path = `/v1/unifi/wlan-template/${id}/apply`;
    for (const missing of NODES) {
      const user = await app.actor(...NODES.filter((node) => node !== missing));
      await user.agent
        .post(path)
        .send({ siteIds: ids(1) })
        .expect(403);
    }
    const nobody = admin.agent.post<Answer<unknown>>('/v1/unifi/wlan-template/nobody/apply').send({ siteIds: ids(1) });
    expect((await nobody.expect(404)).body.error).toBe('UnifiWlanTemplateNotFound');
    await admin.agent
      .post(path)
      .send({ dryRun: 'yes', siteIds: ids(1) })
      .expect(400);
    await admin.agent.post(path).send({}).expect(400);
  });
});

it('no passphrase is in the log, in the audit log, in a job or in an outcome', async () => {
  const [{ rows } = { rows: '' }] = await app.sql<{ rows: string }>(
    `select (select string_agg(a::text, ' ') from audit_log a) || (select string_agg(j::text, ' ') from jobs j) ||
            (select string_agg(o::text, ' ') from unifi_template_outcomes o) as rows`,
  );
  expect(rows).toContain('unifi.template-apply');
  expect(app.log.join('\n') + rows).not.toMatch(/(Staff|Dry|Blind)-Passphrase/);
});
