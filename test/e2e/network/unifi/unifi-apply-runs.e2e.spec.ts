import { Client } from 'pg';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { make } from '../../../support/make';
import { environmentOf, startController } from '../../../support/unifi';
import { TemplateFixture } from '../../../support/unifi/template-sites';
import { until } from '../../../support/until';

const NODES = ['unifi.access', 'unifi.site.wifi', 'unifi.site.wifi.update', 'unifi.wlan-templates.apply'];

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
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

/** A WLAN of its own for one test, at so many sites. */
function addTo(count: number, fields: Record<string, unknown>): string[] {
  controller.simulation.requests.length = 0;
  return sites.slice(0, count).map(({ name }) => unifi.addWlan(name, fields));
}

const ids = (count: number): string[] => sites.slice(0, count).map(({ id }) => id);
const raw = (index: number, name: string) => unifi.wlan(sites[index]?.name ?? '', name);
const rowsOf = (wlanIds: readonly string[]) => unifi.changes(wlanIds);

describe('a run', () => {
  /** Nobody gets to change these WLANs until the answer is called. */
  async function hold(wlanIds: readonly string[]): Promise<() => Promise<void>> {
    const holder = new Client(app.databaseUrl);
    await holder.connect();
    await holder.query('begin');
    for (const id of wlanIds) {
      await holder.query(`select pg_advisory_xact_lock(hashtextextended($1, hashtext('unifi_wlan')))`, [id]);
    }
    return async () => {
      await holder.query('commit');
      await holder.end();
    };
  }

  /** Starts a run over all sites that waits at the fourth to the sixth, with three of them changed. */
  async function startAndHold(name: string, user = admin) {
    const wlanIds = addTo(8, { name });
    const { id } = await unifi.template(admin, { name, enabled: false });
    const release = await hold(wlanIds.slice(3));
    const { id: jobId } = await unifi.start(user, id, 'apply', { siteIds: ids(8) });
    const isThere = async () =>
      (await unifi.outcomes(admin, jobId)).filter(({ state }) => state === 'changed').length === 3;
    await until(isThere, { what: 'three changes', deadlineMs: 60_000 });
    return { id, jobId, wlanIds, release };
  }

  const changedOf = (name: string) => sites.map((_site, index) => raw(index, name).enabled === false);
  const statesOf = async (jobId: string) => (await unifi.outcomes(admin, jobId)).map(({ state }) => state);
  const targetsOf = async (wlanIds: readonly string[]) =>
    (await rowsOf(wlanIds)).map(({ target_id }) => target_id).sort();

  it('stops when the template is changed', async () => {
    const { id, jobId, wlanIds, release } = await startAndHold('Moving');
    const path = `/v1/unifi/wlan-template/${id}`;
    await admin.agent
      .patch(path)
      .send({ wlan: { hideSSID: true } })
      .expect(200);
    await release();
    const error = 'The WLAN template was changed or deleted meanwhile: start again.';
    expect(await unifi.ended(admin, jobId)).toMatchObject({ state: 'failed', error });
    expect((await statesOf(jobId)).slice(6)).toEqual(['waiting', 'waiting']);
    expect(changedOf('Moving').slice(6)).toEqual([false, false]);
    expect(sites.map((_site, index) => raw(index, 'Moving').hide_ssid)).not.toContain(true);
    expect(await targetsOf(wlanIds)).toEqual(wlanIds.slice(0, 6).sort());
  });

  it('stops when its starter loses the right to change WLANs, before the next change', async () => {
    const user = await app.actor(...NODES);
    const { jobId, wlanIds, release } = await startAndHold('Withdrawn', user);
    const left = NODES.filter((node) => node !== 'unifi.site.wifi.update');
    await app.sql('update users set permissions = $2 where id = $1', [user.id, left]);
    await release();
    expect(await unifi.ended(admin, jobId)).toMatchObject({ state: 'failed', error: 'Insufficient permissions' });
    expect(changedOf('Withdrawn')).toEqual([true, true, true, false, false, false, false, false]);
    expect(await targetsOf(wlanIds)).toEqual(wlanIds.slice(0, 3).sort());
  });

  it('is cancelled between sites, and leaves a row for everything that it has done', async () => {
    const { jobId, wlanIds, release } = await startAndHold('Cancelled');
    await admin.agent.post(`/v1/job/${jobId}/cancel`).expect(200);
    await release();
    expect((await unifi.ended(admin, jobId)).state).toBe('cancelled');
    expect(changedOf('Cancelled')).toEqual([true, true, true, true, true, true, false, false]);
    expect(await targetsOf(wlanIds)).toEqual(wlanIds.slice(0, 6).sort());
    expect((await statesOf(jobId)).slice(6)).toEqual(['waiting', 'waiting']);
  });

  it('changes what differs at the moment of the change, not what differed before', async () => {
    const [wlanId = ''] = addTo(1, { name: 'Late' });
    const { id } = await unifi.template(admin, { name: 'Late', enabled: false, hideSSID: true });
    const release = await hold([wlanId]);
    const { id: jobId } = await unifi.start(admin, id, 'apply', { siteIds: ids(1) });
    const isPlanned = async () =>
      (await app.sql(`select 1 from unifi_template_outcomes where job_id = $1 and wlans <> '[]'`, [jobId])).length > 0;
    await until(isPlanned, { what: 'the plan', deadlineMs: 60_000 });
    Object.assign(raw(0, 'Late'), { enabled: false });
    await release();
    expect((await unifi.ended(admin, jobId)).state).toBe('succeeded');
    expect((await unifi.outcomes(admin, jobId))[0]?.wlans[0]).toMatchObject({ fields: ['hideSSID'], left: [] });
    const [row] = await rowsOf([wlanId]);
    expect(row).toMatchObject({ before: { hide_ssid: false }, after: { hide_ssid: true } });
    expect(row?.after).not.toHaveProperty('enabled');
  });
});
