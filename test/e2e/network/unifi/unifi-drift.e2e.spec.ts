import type { UnifiWlanDrift } from '@contract/optima';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { make } from '../../../support/make';
import { environmentOf, startController } from '../../../support/unifi';
import { TemplateFixture } from '../../../support/unifi/template-sites';

interface Answer<Data> {
  readonly data: Data;
  readonly error?: string;
  readonly errors?: { path: (string | number)[]; message: string }[];
}

const NODES = ['unifi.access', 'unifi.site.wifi', 'unifi.wlan-templates.fetch'];
const LOST = 'csitelost0000000000000000';
const NO_WLAN = 'The site has no WLAN with the SSID of the template.';

let controller: RunningUnifi;
let app: TestApp;
let admin: TestUser;
let unifi: TemplateFixture;
let equal: { id: string; name: string };
let other: { id: string; name: string };
let without: { id: string; name: string };

beforeAll(async () => {
  controller = await startController({ sites: 6 });
  app = await startTestApp(environmentOf(controller));
  admin = await app.actor('*');
  unifi = new TemplateFixture(app, controller);
  const company = await make.company(app);
  equal = await unifi.site(1, company.id);
  other = await unifi.site(2);
  without = await unifi.site(3, company.id);
  await unifi.lostSite(LOST, 'Site 999');
  const staff = { name: 'Staff', x_passphrase: 'Staff-Passphrase-1', group_rekey: '3600', hide_ssid: true };
  unifi.addWlan(equal.name, { ...staff, mac_filter_list: ['AA-BB-CC-DD-EE-FF', '00:11:22:33:44:55'] });
  unifi.addWlan(other.name, { ...staff, x_passphrase: 'Staff-Passphrase-2', dtim_ng: 3, wlan_bands: ['5g'] });
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

afterEach(() => controller.faults.clear());

const wlan = {
  ...{ name: 'Staff', passphrase: 'Staff-Passphrase-1', groupRekey: 3600, dtimNg: 1, hideSSID: true, band: 'both' },
  ...{ wpaMode: 'wpa2', wpa3Support: false, saePsk: [] },
};
const path = (id: string) => `/v1/unifi/wlan-template/${id}/drift`;
const drift = (id: string, siteIds: readonly string[], user = admin) =>
  user.agent.get<Answer<UnifiWlanDrift[]>>(path(id)).query({ siteIds });

describe('GET /v1/unifi/wlan-template/:id/drift', () => {
  it('says of each site whether it is as it should be, by one call each, whatever becomes of the others', async () => {
    const { id } = await unifi.template(admin, { ...wlan, macFilterList: ['00:11:22:33:44:55', 'aa:bb:cc:dd:ee:ff'] });
    unifi.wlan(other.name, 'Staff').mac_filter_list = ['aabbccddeeff'];
    controller.simulation.requests.length = 0;
    const { body, text } = await drift(id, [LOST, without.id, other.id, equal.id, equal.id]).expect(200);
    expect(controller.simulation.requests.filter((request) => request.includes('wlanconf')).length).toBe(4);
    expect(body.data).toEqual([
      {
        ...{ siteId: equal.id, state: 'equal', reason: null },
        wlans: [{ id: expect.any(String) as string, state: 'equal', differences: [], absent: [] }],
      },
      {
        ...{ siteId: other.id, state: 'differs', reason: null },
        wlans: [
          {
            ...{ id: expect.any(String) as string, state: 'differs', absent: [] },
            differences: [
              { field: 'passphrase' },
              { field: 'band', expected: 'both', actual: '5g' },
              { field: 'dtimNg', expected: 1, actual: 3 },
              {
                ...{ field: 'macFilterList', actual: ['aabbccddeeff'] },
                expected: ['00:11:22:33:44:55', 'aa:bb:cc:dd:ee:ff'],
              },
            ],
          },
        ],
      },
      { siteId: without.id, state: 'missing', reason: NO_WLAN, wlans: [] },
      { siteId: LOST, state: 'failed', reason: 'The UniFi controller has no such site', wlans: [] },
    ]);
    expect(text).not.toContain('Staff-Passphrase');
  });

  it('compares each WLAN that has the SSID', async () => {
    const double = await unifi.site(4);
    unifi.addWlan(double.name, { name: 'Twice', hide_ssid: true });
    unifi.addWlan(double.name, { name: 'Twice', hide_ssid: false });
    const { id } = await unifi.template(admin, { name: 'Twice', hideSSID: true });
    const [report] = (await drift(id, [double.id]).expect(200)).body.data;
    expect(report?.state).toBe('differs');
    expect(report?.wlans.map(({ state }) => state)).toEqual(['equal', 'differs']);
  });

  it('compares only what the caller may see, so that it tells of no guess whether it is right', async () => {
    const { id } = await unifi.template(admin, { name: 'Staff', passphrase: 'Staff-Passphrase-1', dtimNg: 1 });
    const blind = await app.actor(...NODES, 'unifi.site.wifi.read.dtimNg');
    const { body } = await drift(id, [equal.id, other.id], blind).expect(200);
    expect(body.data.map(({ state, wlans }) => [state, wlans])).toEqual([
      ['equal', [{ state: 'equal', differences: [], absent: [] }]],
      ['differs', [{ state: 'differs', differences: [{ field: 'dtimNg', expected: 1, actual: 3 }], absent: [] }]],
    ]);
    const nothing = await drift(id, [other.id], await app.actor(...NODES)).expect(200);
    expect(nothing.body.data[0]).toMatchObject({ state: 'equal', wlans: [{ state: 'equal', differences: [] }] });
  });

  it('refuses bad input, and needs its nodes', async () => {
    const { id } = await unifi.template(admin, wlan);
    const unknown = await drift(id, [equal.id, 'nobody']).expect(400);
    expect(unknown.body.errors?.[0]?.path).toEqual(['siteIds', 1]);
    expect((await drift(id, []).expect(400)).body.errors?.[0]?.path).toEqual(['siteIds']);
    const many = Array.from({ length: 26 }, () => equal.id);
    expect((await drift(id, many).expect(400)).body.errors?.[0]?.path).toEqual(['siteIds']);
    expect((await drift('nobody', [equal.id]).expect(404)).body.error).toBe('UnifiWlanTemplateNotFound');
    for (const missing of NODES) {
      await drift(id, [equal.id], await app.actor(...NODES.filter((node) => node !== missing))).expect(403);
    }
  });

  it('knows old controllers', async () => {
    const old = await startController({ sites: 2, version: '5.14.23', flavour: 'legacy', refusalsUnder200: true });
    const oldApp = await startTestApp(environmentOf(old));
    try {
      const user = await oldApp.actor('*');
      const fixture = new TemplateFixture(oldApp, old);
      const site = await fixture.site(1);
      const { id } = await fixture.template(user, {
        ...{ name: 'Corporate', wpaMode: 'wpa2', wpa3Support: false, band: 'both', bands: ['2g', '5g'], dtim6e: 3 },
        ...{ pmfMode: 'disabled', bssTransition: true },
      });
      const { body } = await user.agent
        .get<Answer<UnifiWlanDrift[]>>(path(id))
        .query({ siteIds: [site.id] })
        .expect(200);
      expect(body.data[0]?.wlans[0]).toMatchObject({
        absent: ['pmfMode', 'dtim6e'],
        differences: [{ field: 'bssTransition', expected: true, actual: false }],
      });
    } finally {
      await oldApp.stop();
      await old.close();
    }
  });
});

describe('POST /v1/unifi/wlan-template/:id/drift', () => {
  it('reports all linked sites by a job, with names of fields alone', async () => {
    const { id } = await unifi.template(admin, wlan);
    unifi.wlan(equal.name, 'Staff').hide_ssid = false;
    const { job, outcomes } = await unifi.run(admin, id, 'drift', { allLinked: true });
    unifi.wlan(equal.name, 'Staff').hide_ssid = true;
    expect(job).toMatchObject({
      ...{ kind: 'unifi.template-drift', state: 'succeeded', progress: { done: 2, total: 2 } },
      result: { sites: 2, equal: 0, differs: 1, missing: 1, failed: 0 },
    });
    const found = [{ id: expect.any(String) as string, fields: ['hideSSID'], left: [], reason: null }];
    expect(outcomes).toEqual([
      { siteId: equal.id, state: 'differs', reason: null, concealed: false, wlans: found },
      { siteId: without.id, state: 'missing', reason: NO_WLAN, concealed: false, wlans: [] },
    ]);
  });

  it('reports the sites that fail, also those of a controller that is gone, and the others none the less', async () => {
    const { id } = await unifi.template(admin, wlan);
    const orphan = await unifi.lostSite('csiteorphan0000000000000', 'Site 998');
    await app.sql(`update unifi_sites set controller = 'taken-away' where id = $1`, [orphan]);
    const { job, outcomes } = await unifi.run(admin, id, 'drift', { siteIds: [other.id, LOST, orphan, equal.id] });
    expect(job.result).toEqual({ sites: 4, equal: 1, differs: 1, missing: 0, failed: 2 });
    expect(outcomes.map(({ siteId, state, reason }) => [siteId, state, reason])).toEqual([
      [equal.id, 'equal', null],
      [other.id, 'differs', null],
      [orphan, 'failed', expect.stringContaining('not configured')],
      [LOST, 'failed', 'The UniFi controller has no such site'],
    ]);
  });

  it('tells its starter and others what each of them may see', async () => {
    const { id } = await unifi.template(admin, { name: 'Staff', passphrase: 'Staff-Passphrase-1', dtimNg: 1 });
    const blind = await app.actor(...NODES, 'unifi.site.wifi.read.dtimNg');
    unifi.wlan(other.name, 'Staff').dtim_ng = 1;
    const { job, outcomes } = await unifi.run(blind, id, 'drift', { siteIds: [other.id] });
    unifi.wlan(other.name, 'Staff').dtim_ng = 3;
    expect(job.result).toEqual({ sites: 1, equal: 1, differs: 0, missing: 0, failed: 0 });
    expect(outcomes).toEqual([
      {
        ...{ siteId: other.id, state: 'equal', reason: null, concealed: true },
        wlans: [{ fields: [], left: [], reason: null }],
      },
    ]);
    expect(await unifi.outcomes(admin, job.id)).toMatchObject([
      { state: 'differs', concealed: false, wlans: [{ fields: ['passphrase'] }] },
    ]);
    const stranger = await app.actor(...NODES);
    const outcomesPath = `/v1/unifi/wlan-template-run/${job.id}/sites`;
    expect((await stranger.agent.get<Answer<unknown>>(outcomesPath).expect(404)).body.error).toBe('JobNotFound');
    await unifi.outcomes(await app.actor(...NODES, 'job.fetch'), job.id);
    await (await app.actor('job.fetch')).agent.get(outcomesPath).expect(403);
  });

  it('pages through the outcomes, of its own kinds of job only', async () => {
    const { id } = await unifi.template(admin, wlan);
    const { job } = await unifi.run(admin, id, 'drift', { siteIds: [other.id, without.id, equal.id] });
    const outcomesPath = `/v1/unifi/wlan-template-run/${job.id}/sites`;
    interface Page {
      data: { siteId: string }[];
      meta: { nextCursor: string | null };
    }
    const first = (await admin.agent.get<Page>(outcomesPath).query({ limit: 2 }).expect(200)).body;
    expect(first.data.map(({ siteId }) => siteId)).toEqual([equal.id, other.id]);
    const cursor = first.meta.nextCursor ?? '';
    const second = (await admin.agent.get<Page>(outcomesPath).query({ limit: 2, cursor }).expect(200)).body;
    expect([second.data.map(({ siteId }) => siteId), second.meta.nextCursor]).toEqual([[without.id], null]);
    await admin.agent.get(outcomesPath).query({ cursor: 'x' }).expect(400);
    await admin.agent.get('/v1/unifi/wlan-template-run/nobody/sites').expect(404);
    const rotation = await admin.agent.post<Answer<{ jobId: string }>>('/v1/credential/key-rotation').expect(202);
    await admin.agent.get(`/v1/unifi/wlan-template-run/${rotation.body.data.jobId}/sites`).expect(404);
  });

  it.each([
    [{}, ['siteIds']],
    [{ siteIds: [] }, ['siteIds']],
    [{ siteIds: ['nobody'] }, ['siteIds', 0]],
    [{ siteIds: 'x' }, ['siteIds']],
    [{ siteIds: [LOST], allLinked: true }, ['siteIds']],
    [{ allLinked: false }, ['siteIds']],
    [{ siteIds: Array.from({ length: 2_001 }, () => LOST) }, ['siteIds']],
  ])('refuses %j', async (body, expected) => {
    const { id } = await unifi.template(admin, wlan);
    const answer = await admin.agent.post<Answer<unknown>>(path(id)).send(body).expect(400);
    expect(answer.body.errors?.[0]?.path).toEqual(expected);
  });

  it('runs once at a time for a template', async () => {
    const { id } = await unifi.template(admin, wlan);
    await app.sql(
      `insert into jobs (id, kind, input, flight_key, origin) values ('crunning', 'unifi.nobody', '{}', $1, '{}')`,
      [`unifi.template-drift:${id}`],
    );
    const answer = await admin.agent.post<Answer<unknown>>(path(id)).send({ allLinked: true }).expect(409);
    expect(answer.body.error).toBe('JobAlreadyRunning');
  });
});
