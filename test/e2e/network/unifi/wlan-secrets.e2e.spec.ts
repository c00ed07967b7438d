import type { UnifiPpsk, UnifiWlanTemplate } from '@contract/optima';
import { tidyLabels } from '../../../../apps/api/src/modules/network/unifi/ppsk/ppsk-tidying-rounds';
import { UnifiClient } from '../../../../apps/api/src/modules/network/unifi/controller/unifi-client';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { DataSource } from 'typeorm';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { deferred } from '../../../support/deferred';
import { environmentOf, startController } from '../../../support/unifi';
import { runRound } from '../../../support/unifi/rounds';

const SITE = 'csite0000000000000000001';

let controller: RunningUnifi;
let app: TestApp;
let admin: TestUser;

interface Raw {
  readonly _id: string;
  readonly name: string;
  private_preshared_keys: { password: string }[];
}

const records = () => controller.simulation.state.records('default').wlanconf as unknown as Raw[];

beforeAll(async () => {
  controller = await startController({ sites: 1 });
  app = await startTestApp(environmentOf(controller));
  admin = await app.actor('*');
  await app.sql('insert into unifi_sites (id, name, site_id) values ($1, $2, $3)', [SITE, 'Office', 'default']);
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

afterEach(() => jest.restoreAllMocks());

/** A WLAN of its own for one test. */
function addWlan(name: string): Raw {
  const model = records().find((wlan) => wlan.name === 'Corporate');
  return controller.simulation.state.insert('default', 'wlanconf', { ...model, name }) as unknown as Raw;
}

const pathOf = ({ _id }: Raw) => `/v1/unifi/site/${SITE}/wifi/${_id}/ppsk`;
const list = async (wlan: Raw) =>
  (await admin.agent.get<{ data: UnifiPpsk[] }>(pathOf(wlan)).expect(200)).body.data.map(({ name }) => name);
const add = (wlan: Raw, name: string) =>
  admin.agent
    .post(pathOf(wlan))
    .send({ key: `key-of-${name}`, name })
    .expect(201);
const kept = async ({ _id }: Raw) =>
  (await app.sql<{ name: string }>('select name from unifi_ppsk_labels where wlan_id = $1 order by name', [_id])).map(
    ({ name }) => name,
  );
const deleteElsewhere = ({ _id }: Raw, name: string) => {
  const wlan = records().find((candidate) => candidate._id === _id);
  if (!wlan) throw new Error('There is no such WLAN');
  wlan.private_preshared_keys = wlan.private_preshared_keys.filter(({ password }) => password !== `key-of-${name}`);
};

describe('what a key is called', () => {
  it('is forgotten when the list shows that the key was deleted elsewhere', async () => {
    const wlan = addWlan('Tidied');
    await add(wlan, 'camera');
    await add(wlan, 'door');
    deleteElsewhere(wlan, 'camera');
    expect(await kept(wlan)).toEqual(['camera', 'door']);
    expect(await list(wlan)).toEqual(['door']);
    expect(await kept(wlan)).toEqual(['door']);
    deleteElsewhere(wlan, 'door');
    expect(await list(wlan)).toEqual([]);
    expect(await kept(wlan)).toEqual([]);
  });

  it('stays when the key came after the list was read', async () => {
    const wlan = addWlan('Overtaken');
    const { wlan: readWlan, networks: readNetworks } = UnifiClient.prototype;
    const read = deferred();
    jest.spyOn(UnifiClient.prototype, 'wlan').mockImplementationOnce(async function (this: UnifiClient, ...call) {
      const answer = await readWlan.apply(this, call);
      read.resolve();
      return answer;
    });
    jest.spyOn(UnifiClient.prototype, 'networks').mockImplementationOnce(async function (this: UnifiClient, ...call) {
      await read.promise;
      await add(wlan, 'newcomer');
      return readNetworks.apply(this, call);
    });
    expect(await list(wlan)).toEqual([]);
    expect(await kept(wlan)).toEqual(['newcomer']);
    expect(await list(wlan)).toEqual(['newcomer']);
  });

  it('stays while somebody adds a key, and when the controller cannot be asked again', async () => {
    const wlan = addWlan('Busy');
    await add(wlan, 'camera');
    deleteElsewhere(wlan, 'camera');
    const lock = `pg_advisory_lock(hashtextextended('${wlan._id}', hashtext('unifi_wlan')))`;
    const session = app.nest.get(DataSource).createQueryRunner();
    await session.query(`select ${lock}`);
    expect(await list(wlan)).toEqual([]);
    expect(await kept(wlan)).toEqual(['camera']);
    await session.query(`select ${lock.replace('_lock', '_unlock')}`);
    await session.release();
    const { wlan: readWlan } = UnifiClient.prototype;
    let reads = 0;
    jest.spyOn(UnifiClient.prototype, 'wlan').mockImplementation(function (this: UnifiClient, ...call) {
      reads += 1;
      return reads === 1 ? readWlan.apply(this, call) : Promise.reject(new Error('gone'));
    });
    expect(await list(wlan)).toEqual([]);
    expect(reads).toBe(2);
    expect(await kept(wlan)).toEqual(['camera']);
    jest.restoreAllMocks();
    await list(wlan);
    expect(await kept(wlan)).toEqual([]);
  });

  it('is forgotten once a day with a WLAN that was deleted elsewhere, and with no other', async () => {
    const [gone, stays] = [addWlan('Gone'), addWlan('Stays')];
    await add(gone, 'camera');
    await add(stays, 'door');
    records().splice(
      records().findIndex(({ _id }) => _id === gone._id),
      1,
    );
    controller.faults.add({ path: gone._id, fault: { kind: 'status', status: 500 }, times: 3 });
    expect((await runRound(app, tidyLabels)).result).toEqual({ sites: 1, failed: 1, wlans: 0 });
    expect(await kept(gone)).toEqual(['camera']);
    expect((await runRound(app, tidyLabels)).result).toEqual({ sites: 1, failed: 0, wlans: 1 });
    expect([await kept(gone), await kept(stays)]).toEqual([[], ['door']]);
  });

  it('stays when the list of WLANs does not have one that is there', async () => {
    const wlan = addWlan('Overlooked');
    await add(wlan, 'camera');
    jest.spyOn(UnifiClient.prototype, 'wlans').mockResolvedValueOnce([]);
    expect((await runRound(app, tidyLabels)).result).toMatchObject({ failed: 0, wlans: 0 });
    expect(await kept(wlan)).toEqual(['camera']);
  });
});

describe('who is shown passphrases and keys', () => {
  const PATH = `/v1/unifi/site/${SITE}/wifi`;
  const TEMPLATES = '/v1/unifi/wlan-templates';
  const NODES = ['unifi.access', 'unifi.site.wifi', 'unifi.site.wifi.update', 'unifi.wlan-templates.*'];
  const OPEN = ['id', 'name', 'security'].map((field) => `unifi.site.wifi.read.${field}`);
  const SECRET = 'Shown-Passphrase-1';
  const template = { name: 'x', wlan: { name: 'Staff', passphrase: SECRET } };

  /** Every way to be shown one, under one name for what is made on the way. */
  const answersOf = ({ agent }: TestUser, wlan: Raw, name: string, known: UnifiWlanTemplate) => ({
    list: () => agent.get(PATH),
    change: () => agent.patch(`${PATH}/${wlan._id}`).send({ x_passphrase: SECRET }),
    capture: () => agent.post(`${PATH}/${wlan._id}/template`).send({ name: `Capture ${name}` }),
    templates: () => agent.get(TEMPLATES),
    template: () => agent.get(`/v1/unifi/wlan-template/${known.id}`),
    creation: () => agent.post(TEMPLATES).send({ ...template, name: `Creation ${name}` }),
    update: () => agent.patch(`/v1/unifi/wlan-template/${known.id}`).send({ description: name }),
  });

  const keysOf = ({ agent }: TestUser, wlan: Raw, key: string) => ({
    keys: () => agent.get(pathOf(wlan)),
    key: () => agent.post(pathOf(wlan)).send({ key, name: 'Camera' }),
  });

  const revealsOf = ({ id }: TestUser) =>
    app.sql<{ action: string; target_id: string | null; target_name: string | null; after: object }>(
      `select action, target_id, target_name, after from audit_log
        where actor_id = $1 and action like '%.reveal' order by seq`,
      [id],
    );

  async function makeTemplate(name: string): Promise<UnifiWlanTemplate> {
    const { body } = await admin.agent
      .post<{ data: UnifiWlanTemplate }>(TEMPLATES)
      .send({ ...template, name })
      .expect(201);
    return body.data;
  }

  it('is in the log once for every answer, with what it was of', async () => {
    const user = await app.actor(
      ...NODES,
      'unifi.site.wifi.ppsk',
      'unifi.site.wifi.ppsk.create',
      'unifi.site.wifi.read.*',
    );
    const wlan = addWlan('Shown');
    const known = await makeTemplate('Shown');
    const ways = { ...answersOf(user, wlan, 'shown', known), ...keysOf(user, wlan, 'Shown-Private-Key') };
    const told: Record<string, unknown> = {};
    let before = 0;
    for (const [way, ask] of Object.entries(ways)) {
      const { status } = await ask();
      expect([way, status < 300]).toEqual([way, true]);
      const rows = await revealsOf(user);
      told[way] = rows.slice(before).map(({ action, target_name }) => `${action} ${String(target_name)}`);
      before = rows.length;
    }
    expect(told).toEqual({
      list: ['unifi.wlan.reveal Office'],
      change: ['unifi.wlan.reveal Shown'],
      capture: ['unifi.wlan-template.reveal Capture shown'],
      templates: ['unifi.wlan-template.reveal null'],
      template: ['unifi.wlan-template.reveal Shown'],
      creation: ['unifi.wlan-template.reveal Creation shown'],
      update: ['unifi.wlan-template.reveal Shown'],
      // There were none yet.
      keys: [],
      key: ['unifi.wlan.reveal Shown'],
    });
    const rows = await revealsOf(user);
    expect(rows[0]).toMatchObject({ target_id: SITE, after: { unifiSite: SITE } });
    const { wlans } = rows[0]?.after as { wlans: { id: string; name: string; fields: string[] }[] };
    expect(wlans).toContainEqual({ id: wlan._id, name: 'Shown', fields: ['passphrase'] });
    expect(wlans.map(({ name }) => name)).not.toContain('Guest');
    expect(rows.at(-1)?.after).toEqual({ unifiSite: SITE, fields: ['privatePreSharedKeys'] });
    expect(JSON.stringify(rows)).not.toMatch(/Shown-P/);
  });

  it('is nobody whose gate hides them', async () => {
    const user = await app.actor(...NODES, ...OPEN);
    const ways = answersOf(user, addWlan('Hidden'), 'hidden', await makeTemplate('Hidden'));
    for (const ask of Object.values(ways)) {
      const { status, text } = await ask();
      expect(status).toBeLessThan(300);
      expect(text).not.toContain(SECRET);
    }
    expect(await revealsOf(user)).toEqual([]);
  });

  it('is nobody when the log cannot take the row', async () => {
    const wlan = addWlan('Unrecorded');
    await add(wlan, 'unrecorded');
    const ways = {
      ...answersOf(admin, wlan, 'unrecorded', await makeTemplate('Unrecorded')),
      ...keysOf(admin, wlan, 'key-of-nobody'),
    };
    await app.sql(
      `create function refuse_row() returns trigger language plpgsql as 'begin raise exception ''full''; end'`,
    );
    await app.sql(
      `create trigger refuse_row before insert on audit_log for each row when (new.action like '%.reveal')
         execute function refuse_row()`,
    );
    try {
      for (const [way, ask] of Object.entries(ways)) {
        const { status, text } = await ask();
        expect([way, status]).toEqual([way, 500]);
        for (const secret of [SECRET, 'key-of-', 'passphrase']) expect(text).not.toContain(secret);
      }
    } finally {
      await app.sql('drop trigger refuse_row on audit_log');
      await app.sql('drop function refuse_row');
    }
    const made = `select 1 from unifi_wlan_templates where name like '% unrecorded' or description = 'unrecorded'`;
    expect(await app.sql(made)).toEqual([]);
  });
});
