import type { UnifiPpsk } from '@contract/optima';
import { UnifiClient } from '../../../../apps/api/src/modules/network/unifi/controller/unifi-client';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { DataSource } from 'typeorm';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { deferred } from '../../../support/deferred';
import { environmentOf, startController } from '../../../support/unifi';

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
});
