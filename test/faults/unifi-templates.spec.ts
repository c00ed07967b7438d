import type { Job, UnifiWlanTemplate, UnifiWlanTemplateOutcome } from '@contract/optima';
import type { RunningUnifi } from '../../apps/upstreams/src/unifi';
import { environmentOf, startController } from '../support/unifi';
import { until } from '../support/until';
import { signIn, startServer } from './administrator';
import { createPlace, type Place } from './place';
import type { ServerProcess } from './server-process';

const SITES = 40;
/** As many changes reach the controller before the server is killed. */
const CHANGES = 10;
const SITES_AT_ONCE = 3;
const DEADLINE = { deadlineMs: 90_000 };

let place: Place;
let controller: RunningUnifi;
let server: ServerProcess;

beforeAll(async () => {
  controller = await startController({ sites: SITES });
  place = await createPlace();
});

afterAll(async () => {
  await server.end('SIGKILL');
  await place.discard();
  await controller.close();
});

async function start(): Promise<void> {
  server = await startServer(place, environmentOf(controller));
}

/** Kills the server at the moment at which a change is made, before it hears of it. */
function killAfter(changes: number): Promise<void> {
  const { state } = controller.simulation;
  const replace = state.replace.bind(state);
  let made = 0;
  return new Promise((resolve, reject) => {
    jest.spyOn(state, 'replace').mockImplementation((...change) => {
      replace(...change);
      made += 1;
      if (made === changes) server.end('SIGKILL').then(() => resolve(), reject);
    });
  });
}

describe('a server that is killed while it applies a template', () => {
  it('goes on behind the sites that are done, changes each WLAN once, and has a row for each', async () => {
    await start();
    const admin = await signIn(server);
    await admin.post('/v1/unifi/sites/sync').expect(200);
    const { rows: sites } = await place.client.query<{ id: string; site_id: string }>(
      'select id, site_id from unifi_sites',
    );
    expect(sites).toHaveLength(SITES);
    const wlans = sites.map(({ site_id: site }) => {
      const found = controller.simulation.state.records(site).wlanconf.find(({ name }) => name === 'Corporate');
      return found?._id ?? '';
    });
    const created = await admin
      .post<{ data: UnifiWlanTemplate }>('/v1/unifi/wlan-templates')
      .send({ name: 'Staff', wlan: { name: 'Corporate', hideSSID: true, passphrase: 'Staff-Passphrase-1' } })
      .expect(201);
    const killed = killAfter(CHANGES);
    controller.simulation.requests.length = 0;
    const started = await admin
      .post<{ data: Job }>(`/v1/unifi/wlan-template/${created.body.data.id}/apply`)
      .send({ siteIds: sites.map(({ id }) => id) })
      .expect(202);
    const { id } = started.body.data;
    await killed;
    const { rows: left } = await place.client.query<{ settled: number; pending: number }>(
      `select count(*) filter (where settled)::int as settled,
              count(*) filter (where wlans @> '[{"pending": true}]')::int as pending
         from unifi_template_outcomes where job_id = $1`,
      [id],
    );
    expect(left[0]?.settled).toBeLessThan(CHANGES);
    expect(left[0]?.pending).toBeGreaterThan(0);

    await start();
    const again = await signIn(server);
    const job = await until(
      async () => {
        const { body } = await again.get<{ data: Job }>(`/v1/job/${id}`).expect(200);
        return !['queued', 'running'].includes(body.data.state) && body.data;
      },
      { what: 'the end of the run', ...DEADLINE },
    );
    expect(job).toMatchObject({
      ...{ state: 'succeeded', attempts: 2, progress: { done: SITES, total: SITES } },
      result: { dryRun: false, sites: SITES, changed: SITES, unchanged: 0, missing: 0, failed: 0 },
    });
    const outcomes = await again
      .get<{ data: UnifiWlanTemplateOutcome[] }>(`/v1/unifi/wlan-template-run/${id}/sites`)
      .expect(200);
    expect(
      new Set(outcomes.body.data.map(({ state, wlans: [wlan] }) => `${state} ${wlan?.fields.join() ?? ''}`)),
    ).toEqual(new Set(['changed passphrase,hideSSID']));
    const puts = controller.simulation.requests.filter((request) => request.startsWith('PUT'));
    expect(puts.map((request) => request.split('/').at(-1)).sort()).toEqual([...wlans].sort());
    const { rows } = await place.client.query<{ target_id: string; level: string }>(
      `select target_id, level from audit_log where action = 'unifi.wlan.update'`,
    );
    expect(rows.map((row) => row.target_id).sort()).toEqual([...wlans].sort());
    // Those of the sites under way whose answer the server did not live to put on record.
    const unconfirmed = rows.filter(({ level }) => level === 'warning').length;
    expect(unconfirmed).toBeGreaterThan(0);
    expect(unconfirmed).toBeLessThanOrEqual(SITES_AT_ONCE);
    const { rows: written } = await place.client.query<{ text: string }>(
      `select (select string_agg(a::text, ' ') from audit_log a) || (select string_agg(j::text, ' ') from jobs j) as text`,
    );
    expect(written[0]?.text).not.toContain('Staff-Passphrase');
  }, 240_000);
});
