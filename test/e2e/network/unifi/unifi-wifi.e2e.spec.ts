import type { UnifiPpsk, UnifiWlan } from '@contract/optima';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startController } from '../../../support/unifi';
import { wlanFields } from '../../../support/unifi/wlan-fields';

interface Answer<Data> {
  readonly message: string;
  readonly data: Data;
  readonly error?: string;
  readonly errors?: { path: string[]; message: string }[];
}

const SITE = 'csite0000000000000000001';
const UNKNOWN_WLAN = '000000000000000000000000';
/** Every secret that this file sends. */
const SECRETS = ['Sent-Passphrase-1', 'Sent-Private-Key', 'Refused-Passphrase'];

let controller: RunningUnifi;
let app: TestApp;
let admin: TestUser;
let siteId: string;

const records = () => controller.simulation.state.records(siteId).wlanconf;
const idOf = (name: string) => records().find((wlan) => wlan.name === name)?._id ?? '';
const rawOf = (id: string) => records().find(({ _id }) => _id === id) as Record<string, unknown>;

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

afterEach(() => {
  controller.faults.clear();
  jest.restoreAllMocks();
});

const PATH = `/v1/unifi/site/${SITE}/wifi`;
const list = (user = admin) => user.agent.get<Answer<UnifiWlan[]>>(PATH);
const patch = (id: string, body: object, user = admin) =>
  user.agent.patch<Answer<UnifiWlan>>(`${PATH}/${id}`).send(body);
const keysAt = (id: string, user = admin) => user.agent.get<Answer<UnifiPpsk[]>>(`${PATH}/${id}/ppsk`);
const addKey = (id: string, body: object, user = admin) =>
  user.agent.post<Answer<UnifiPpsk[]>>(`${PATH}/${id}/ppsk`).send(body);
const audited = (action: string) =>
  app.sql<{ message: string; level: string; before: object | null; after: object; target_name: string }>(
    'select message, level, before, after, target_name from audit_log where action = $1 order by seq',
    [action],
  );
/** Somebody else deletes the WLAN after it was read, before the write reaches the controller. */
function deleteBeforeWrite(id: string): void {
  const see = controller.simulation.see.bind(controller.simulation);
  jest.spyOn(controller.simulation, 'see').mockImplementation((request) => {
    see(request);
    if (request.startsWith('PUT'))
      records().splice(
        records().findIndex(({ _id }) => _id === id),
        1,
      );
  });
}
/** A WLAN of its own for one test. */
function addWlan(fields: object): string {
  const model = rawOf(idOf('Corporate'));
  return controller.simulation.state.insert(siteId, 'wlanconf', { ...model, ...fields })._id;
}

describe('GET /v1/unifi/site/:id/wifi', () => {
  it('shows the 57 fields of each WLAN, by one call to the controller', async () => {
    await list().expect(200);
    controller.simulation.requests.length = 0;
    const { body } = await list().expect(200);
    expect(controller.simulation.requests).toHaveLength(1);
    expect(body.message).toBe('UniFi WiFi Networks Fetched Successfully!');
    for (const wlan of body.data) expect(Object.keys(wlan)).toEqual(wlanFields);
    const guest = body.data.find(({ name }) => name === 'Guest');
    expect(guest).toMatchObject({ security: 'open', groupRekey: 3600, isGuest: true, apGroupMode: 'groups' });
  });

  it('shows exactly the fields that the caller holds', async () => {
    const nodes = ['unifi.access', 'unifi.site.wifi'];
    const some = await app.actor(...nodes, 'unifi.site.wifi.read.name', 'unifi.site.wifi.read.enabled');
    const { body } = await list(some).expect(200);
    expect(new Set(body.data.map((wlan) => Object.keys(wlan).join()))).toEqual(new Set(['name,enabled']));
    expect((await list(await app.actor(...nodes)).expect(200)).body.data[0]).toEqual({});
    const all = await app.actor(...nodes, 'unifi.site.wifi.read.*');
    expect(Object.keys((await list(all).expect(200)).body.data[0] ?? {})).toHaveLength(57);
  });

  it('knows neither a site that is not here nor one that is not there', async () => {
    const { body } = await admin.agent.get<Answer<unknown>>('/v1/unifi/site/nobody/wifi').expect(404);
    expect(body.error).toBe('UnifiSiteNotFound');
    await app.sql(`insert into unifi_sites (id, name, site_id) values ('cgone', 'Gone', 'vanished')`);
    await admin.agent.get('/v1/unifi/site/cgone/wifi').expect(404);
  });
});

describe('PATCH /v1/unifi/site/:id/wifi/:wlanId', () => {
  it('translates the change for the controller and shows what the WLAN became', async () => {
    const id = addWlan({ name: 'Before' });
    const { body } = await patch(id, {
      ...{ name: 'After', x_passphrase: 'Sent-Passphrase-1', enabled: false, security: 'wpapsk' },
      ...{ wpa_mode: 'wpa2wpa3', hide_ssid: true, is_guest: true, band: '5g' },
    }).expect(200);
    expect(body.message).toBe('UniFi WiFi Network Updated Successfully!');
    expect(body.data).toMatchObject({
      ...{ id, name: 'After', passphrase: 'Sent-Passphrase-1', enabled: false, wpaMode: 'wpa2', wpa3Support: true },
      ...{ wpa3Transition: true, pmfMode: 'optional', hideSSID: true, isGuest: true, band: '5g', bands: ['5g'] },
    });
    expect(rawOf(id)).toMatchObject({ x_passphrase: 'Sent-Passphrase-1', wlan_band: '5g', dtim_na: 3 });
    const [row] = await audited('unifi.wlan.update');
    expect(row).toMatchObject({
      message: 'WLAN Before was changed',
      before: { unifiSite: SITE, name: 'Before', enabled: true, x_passphrase: '********', wlan_band: 'both' },
      after: { unifiSite: SITE, name: 'After', enabled: false, x_passphrase: '********', wlan_bands: ['5g'] },
    });
  });

  it('changes and records nothing for an empty body', async () => {
    const id = idOf('Corporate');
    controller.simulation.requests.length = 0;
    expect((await patch(id, {}).expect(200)).body.data.id).toBe(id);
    expect(controller.simulation.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
    expect(await audited('unifi.wlan.update')).toHaveLength(1);
  });

  it('gates the answer by the fields of the list, but for the id and what was written under the same name', async () => {
    const writer = await app.actor('unifi.access', 'unifi.site.wifi', 'unifi.site.wifi.update');
    const id = addWlan({ name: 'Gated' });
    const { body } = await patch(id, { name: 'Gated 2', x_passphrase: 'Sent-Passphrase-1' }, writer).expect(200);
    expect(body.data).toEqual({ id, name: 'Gated 2' });
    await patch(id, { name: 'x' }, await app.actor('unifi.access', 'unifi.site.wifi.update')).expect(403);
  });

  it.each([
    ['name', ''],
    ['name', 'é'.repeat(17)],
    ['x_passphrase', 'short'],
    ['x_passphrase', 'Refused-Passphrase'.repeat(4)],
    ['x_passphrase', 'umläut-passphrase'],
    ['security', 'wep'],
    ['wpa_mode', 'auto'],
    ['band', '6g'],
    ['enabled', 'yes'],
  ])('refuses %s=%j and names the field, not the value', async (field, value) => {
    const { body, text } = await patch(idOf('Corporate'), { [field]: value }).expect(400);
    expect(body.errors?.[0]?.path).toEqual([field]);
    expect(text).not.toContain('Refused-Passphrase');
  });

  it('refuses what does not go with the rest of the WLAN', async () => {
    const open = await patch(idOf('Guest'), { security: 'wpapsk' }).expect(400);
    expect(open.body.errors?.[0]?.path).toEqual(['x_passphrase']);
    const keyed = await patch(idOf('Devices'), { wpa_mode: 'wpa3' }).expect(400);
    expect(keyed.body.errors?.[0]?.path).toEqual(['wpa_mode']);
  });

  it('answers 404 for a WLAN that there is none of, also when it goes between read and write', async () => {
    for (const id of [UNKNOWN_WLAN, 'nobody', 'a%2Fb']) {
      expect((await patch(id, { enabled: true }).expect(404)).body.error).toBe('UnifiWlanNotFound');
    }
    const rows = (await audited('unifi.wlan.update')).length;
    const id = addWlan({ name: 'Passing' });
    deleteBeforeWrite(id);
    expect((await patch(id, { enabled: false }).expect(404)).body.error).toBe('UnifiWlanNotFound');
    expect(await audited('unifi.wlan.update')).toHaveLength(rows);
  });
});

describe('private pre-shared keys', () => {
  it('are listed with the VLANs they lead to; those made elsewhere have no name', async () => {
    const { body } = await keysAt(idOf('Devices')).expect(200);
    expect(body.message).toBe('UniFi Private PSKs Fetched Successfully!');
    expect(body.data).toMatchObject([
      { name: '', mac: null, vlanId: 40 },
      { name: '', mac: null, vlanId: null },
    ]);
  });

  it('are added to those there are, turn the feature on, and keep name and address here', async () => {
    const id = addWlan({ name: 'Keyed' });
    const first = await addKey(id, { key: 'Sent-Private-Key 1', name: " John's Laptop " }).expect(201);
    expect(first.body.message).toBe('UniFi Private PSK Created Successfully!');
    expect(first.body.data).toEqual([{ key: 'Sent-Private-Key 1', name: "John's Laptop", mac: null, vlanId: null }]);
    const second = { key: 'Sent-Private-Key 2', name: 'Camera', mac: 'aa-bb-cc-dd-ee-ff', vlanId: 40 };
    const shown = { ...second, mac: 'AA:BB:CC:DD:EE:FF' };
    const { body } = await addKey(id, second).expect(201);
    expect(body.data).toEqual([...first.body.data, shown]);
    expect((await keysAt(id).expect(200)).body.data).toEqual(body.data);
    expect(rawOf(id)).toMatchObject({ private_preshared_keys_enabled: true });
    const [row] = await audited('unifi.ppsk.create');
    expect(row).toMatchObject({ target_name: 'Keyed', after: { label: "John's Laptop", mac: null, vlanId: null } });
  });

  it('are all there after several writers at once', async () => {
    const id = addWlan({ name: 'Busy' });
    const names = Array.from({ length: 8 }, (_, index) => `Device ${index}`);
    await Promise.all(names.map((name) => addKey(id, { key: `Sent-Private-Key ${name}`, name }).expect(201)));
    expect((await keysAt(id).expect(200)).body.data.map(({ name }) => name).sort()).toEqual(names);
  });

  it('are not doubled when the answer of the controller is lost, and a second try says so', async () => {
    const id = addWlan({ name: 'Rebooting' });
    controller.faults.add({ fault: { kind: 'truncated' }, method: 'PUT', times: 3 });
    await addKey(id, { key: 'Sent-Private-Key lost', name: 'Lost' }).expect(201);
    // The answers that were lost held new tokens for writes: the next one signs in anew.
    const again = await addKey(id, { key: 'Sent-Private-Key lost', name: 'Lost' }).expect(400);
    expect(again.body.errors?.[0]).toMatchObject({ path: ['key'], message: 'key is in use on this WLAN already' });
    expect((await keysAt(id).expect(200)).body.data).toHaveLength(1);
  });

  it('leave a warning in the log when nobody can say whether they were made', async () => {
    const id = addWlan({ name: 'Lost for good' });
    const failed = { kind: 'status', status: 500 } as const;
    controller.faults.add({ fault: failed, method: 'PUT', times: 3 });
    await addKey(id, { key: 'Sent-Private-Key unknown', name: 'Unknown' }).expect(502);
    expect((await audited('unifi.ppsk.create')).at(-1)).toMatchObject({
      level: 'warning',
      target_name: 'Lost for good',
    });
    expect((await keysAt(id).expect(200)).body.data).toEqual([]);
  });

  it.each([
    [{ name: 'x' }, 'key'],
    [{ key: 'short', name: 'x' }, 'key'],
    [{ key: 'Refused-Passphrase'.repeat(4), name: 'x' }, 'key'],
    [{ key: 'Sent-Private-Key' }, 'name'],
    [{ key: 'Sent-Private-Key', name: '  ' }, 'name'],
    [{ key: 'Sent-Private-Key', name: 'x', mac: 'nonsense' }, 'mac'],
    [{ key: 'Sent-Private-Key', name: 'x', vlanId: 4095 }, 'vlanId'],
    [{ key: 'Sent-Private-Key', name: 'x', vlanId: '40' }, 'vlanId'],
    [{ key: 'Sent-Private-Key', name: 'x', vlanId: 99 }, 'vlanId'],
  ])('refuse %j and name %s', async (body, field) => {
    const answer = await addKey(idOf('Devices'), body).expect(400);
    expect(answer.body.errors?.[0]?.path).toEqual([field]);
    expect(answer.text).not.toContain('Refused-Passphrase');
  });

  it('are not for open and WPA3 WLANs', async () => {
    for (const name of ['Guest', 'Secure']) {
      const { body } = await addKey(idOf(name), { key: 'Sent-Private-Key', name: 'x' }).expect(409);
      expect(body.error).toBe('UnifiPpskUnsupported');
    }
  });

  it('answer 404 for a WLAN that there is none of, also when it goes between read and write', async () => {
    const key = { key: 'Sent-Private-Key', name: 'x' };
    expect((await keysAt(UNKNOWN_WLAN).expect(404)).body.error).toBe('UnifiWlanNotFound');
    await addKey(UNKNOWN_WLAN, key).expect(404);
    const id = addWlan({ name: 'Passing' });
    deleteBeforeWrite(id);
    expect((await addKey(id, key).expect(404)).body.error).toBe('UnifiWlanNotFound');
    expect(await app.sql('select 1 from unifi_ppsk_labels where wlan_id = $1', [id])).toEqual([]);
  });

  it('need every node of the route', async () => {
    const nodes = ['unifi.access', 'unifi.site.wifi', 'unifi.site.wifi.ppsk', 'unifi.site.wifi.ppsk.create'];
    for (const missing of nodes) {
      const user = await app.actor(...nodes.filter((node) => node !== missing));
      await addKey(idOf('Devices'), { key: 'Sent-Private-Key', name: 'x' }, user).expect(403);
    }
  });
});

it('no passphrase and no key is in the log, in the audit log or in the table of names', async () => {
  const [{ rows } = { rows: '' }] = await app.sql<{ rows: string }>(
    `select (select string_agg(a::text, ' ') from audit_log a) || (select string_agg(l::text, ' ') from unifi_ppsk_labels l)
       as rows`,
  );
  expect(rows).toContain('unifi.ppsk.create');
  const written = app.log.join('\n') + rows;
  const secrets = records().flatMap((wlan) => [
    ...(typeof wlan.x_passphrase === 'string' ? [wlan.x_passphrase] : []),
    ...(wlan.private_preshared_keys as { password: string }[]).map(({ password }) => password),
  ]);
  expect(secrets.length).toBeGreaterThan(10);
  const hex = (text: string) => Buffer.from(text).toString('hex');
  expect([...SECRETS, ...secrets].filter((text) => written.includes(text) || written.includes(hex(text)))).toEqual([]);
});
