import { SecretBox } from '@app/crypto';
import { sealedColumns } from '@app/database';
import type { UnifiWlanTemplate } from '@contract/optima';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';
import { environmentOf, startController } from '../../../support/unifi';
import { TemplateFixture } from '../../../support/unifi/template-sites';

interface Answer<Data> {
  readonly message: string;
  readonly data: Data;
  readonly error?: string;
  readonly errors?: { path: (string | number)[]; message: string }[];
}

const PATH = '/v1/unifi/wlan-templates';
const MANAGE = ['unifi.access', 'unifi.wlan-templates.fetch', 'unifi.wlan-templates.manage'];
const OLD = Buffer.alloc(32, 7).toString('base64');
const NEW = Buffer.alloc(32, 8).toString('base64');

let controller: RunningUnifi;
let app: TestApp;
let admin: TestUser;
let unifi: TemplateFixture;
let site: { id: string; name: string };

beforeAll(async () => {
  controller = await startController({ sites: 2 });
  app = await startTestApp(environmentOf(controller));
  admin = await app.actor('*');
  unifi = new TemplateFixture(app, controller);
  site = await unifi.site(1);
});

afterAll(async () => {
  await app.stop();
  await controller.close();
});

const create = (body: object, user = admin) => user.agent.post<Answer<UnifiWlanTemplate>>(PATH).send(body);
const one = (id: string) => `/v1/unifi/wlan-template/${id}`;
const fetch = (id: string, user = admin) => user.agent.get<Answer<UnifiWlanTemplate>>(one(id));
const patch = (id: string, body: object, user = admin) =>
  user.agent.patch<Answer<UnifiWlanTemplate>>(one(id)).send(body);
const fromWlan = (wlanId: string, body: object, user = admin) =>
  user.agent.post<Answer<UnifiWlanTemplate>>(`/v1/unifi/site/${site.id}/wifi/${wlanId}/template`).send(body);
const audited = (action: string) =>
  app.sql<{ before: object | null; after: object | null; target_name: string }>(
    'select before, after, target_name from audit_log where action = $1 order by seq',
    [action],
  );

const full = {
  name: ' Staff ',
  description: 'Every office',
  wlan: {
    ...{ name: 'Staff', security: 'wpapsk', wpaMode: 'wpa2', wpa3Support: false, passphrase: 'Template-Passphrase-1' },
    ...{ bands: ['5g', '2g'], groupRekey: 3600, macFilterList: ['aa:bb:cc:dd:ee:ff'], hideSSID: true },
    saePsk: [{ psk: 'Template-Sae-Key-1', vlan: 40 }],
  },
};

describe('templates', () => {
  it('are created, shown, listed, changed and deleted, each with a row in the log', async () => {
    const created = await create(full).expect(201);
    expect(created.body.message).toBe('UniFi WLAN Template Created Successfully!');
    const { id } = created.body.data;
    const wlan = { ...full.wlan, bands: ['2g', '5g'] };
    expect(created.body.data).toMatchObject({ name: 'Staff', description: 'Every office', version: 1, wlan });
    expect((await fetch(id).expect(200)).body.data).toEqual(created.body.data);
    const listed = await admin.agent.get<Answer<UnifiWlanTemplate[]>>(PATH).expect(200);
    expect(listed.body.data).toEqual([created.body.data]);
    expect((await audited('unifi.wlan-template.create')).at(-1)).toMatchObject({
      target_name: 'Staff',
      after: { name: 'Staff', wlan: { security: 'wpapsk', passphrase: '********', saePsk: '********' } },
    });

    const change = {
      name: 'Staff 2',
      wlan: { passphrase: 'Template-Passphrase-2', wpaMode: 'wpa3' },
      unset: ['saePsk'],
    };
    const changed = await patch(id, change).expect(200);
    const { saePsk, ...rest } = wlan;
    expect(saePsk).toHaveLength(1);
    expect(changed.body.data).toMatchObject({ name: 'Staff 2', description: 'Every office', version: 2 });
    expect(changed.body.data.wlan).toEqual({
      ...{ ...rest, passphrase: 'Template-Passphrase-2', wpaMode: 'wpa2' },
      ...{ wpa3Support: true, wpa3Transition: false, pmfMode: 'required' },
    });
    expect(await audited('unifi.wlan-template.update')).toEqual([
      {
        target_name: 'Staff 2',
        before: { name: 'Staff', wlan: { wpa3Support: false, passphrase: '********', saePsk: '********' } },
        after: {
          name: 'Staff 2',
          wlan: { wpa3Support: true, wpa3Transition: false, pmfMode: 'required', passphrase: '********' },
        },
      },
    ]);
    // What is as it was leaves neither a version nor a row.
    expect((await patch(id, { name: 'Staff 2', wlan: { hideSSID: true } }).expect(200)).body.data.version).toBe(2);
    expect(await audited('unifi.wlan-template.update')).toHaveLength(1);

    expect((await admin.agent.delete<Answer<null>>(one(id)).expect(200)).body.data).toBeNull();
    expect((await audited('unifi.wlan-template.delete')).at(-1)).toMatchObject({
      before: { name: 'Staff 2', wlan: { passphrase: '********' } },
    });
    for (const answer of [fetch(id), patch(id, {}), admin.agent.delete<Answer<null>>(one(id))]) {
      expect((await answer.expect(404)).body.error).toBe('UnifiWlanTemplateNotFound');
    }
  });

  it('have names of their own', async () => {
    const { id } = await unifi.template(admin, { name: 'One' });
    const { body } = await create({ name: 'Taken', wlan: { name: 'x' } }).expect(201);
    expect((await create({ name: 'Taken', wlan: { name: 'x' } }).expect(409)).body.error).toBe(
      'UnifiWlanTemplateNameTaken',
    );
    await patch(id, { name: 'Taken' }).expect(409);
    await patch(body.data.id, { name: 'Taken' }).expect(200);
  });

  it('are no more than can be listed', async () => {
    const [{ count } = { count: 0 }] = await app.sql<{ count: number }>(
      'select count(*)::int as count from unifi_wlan_templates',
    );
    await app.sql(
      `insert into unifi_wlan_templates (id, name, description, fields)
       select 'filler' || n, 'Filler ' || n, '', '{"name": "x"}' from generate_series(1, $1::int) n`,
      [1_000 - count],
    );
    expect((await create({ name: 'One more', wlan: { name: 'x' } }).expect(409)).body.error).toBe(
      'UnifiWlanTemplatesTooMany',
    );
    expect((await admin.agent.get<Answer<unknown[]>>(PATH).expect(200)).body.data).toHaveLength(1_000);
    await app.sql(`delete from unifi_wlan_templates where id like 'filler%'`);
  });

  it('show exactly the fields of a WLAN that the caller may see, and no secret in the answer to a write', async () => {
    const { id } = await unifi.template(admin, full.wlan);
    const nodes = ['unifi.access', 'unifi.wlan-templates.fetch'];
    expect((await fetch(id, await app.actor(...nodes)).expect(200)).body.data.wlan).toEqual({});
    const some = await app.actor(...nodes, 'unifi.site.wifi.read.security', 'unifi.site.wifi.read.saePsk');
    const seen = { security: 'wpapsk', saePsk: full.wlan.saePsk };
    expect((await fetch(id, some).expect(200)).body.data.wlan).toEqual(seen);
    const list = await some.agent.get<Answer<UnifiWlanTemplate[]>>(PATH).expect(200);
    expect(list.body.data.find((template) => template.id === id)?.wlan).toEqual(seen);

    const writer = await app.actor(...MANAGE);
    const sent = { passphrase: 'Template-Passphrase-2', hideSSID: false };
    expect((await patch(id, { wlan: sent }, writer).expect(200)).body.data.wlan).toEqual({ hideSSID: false });
    expect((await fetch(id).expect(200)).body.data.wlan).toMatchObject({ ...sent, saePsk: full.wlan.saePsk });
    const answer = await create({ name: 'By a writer', wlan: { name: 'W', ...sent } }, writer).expect(201);
    expect(answer.body.data.wlan).toEqual({ name: 'W', hideSSID: false });
  });

  it.each([
    [{ wlan: { name: 'x' } }, ['name']],
    [{ name: '  ', wlan: { name: 'x' } }, ['name']],
    [{ name: 'x' }, ['wlan']],
    [{ name: 'x', wlan: [] }, ['wlan']],
    [{ name: 'x', wlan: {} }, ['wlan', 'name']],
    [{ name: 'x', wlan: { name: 'é'.repeat(17) } }, ['wlan', 'name']],
    [{ name: 'x', wlan: { name: 'x', passphrase: 'umläut-passphrase' } }, ['wlan', 'passphrase']],
    [
      {
        name: 'x',
        wlan: { name: 'x', security: 'wpapsk', wpa3Support: false, passphrase: 'Refused-Passphrase'.repeat(4) },
      },
      ['wlan', 'passphrase'],
    ],
    [{ name: 'x', wlan: { name: 'x', security: 'wpa9' } }, ['wlan', 'security']],
    [{ name: 'x', wlan: { name: 'x', enabled: 'yes' } }, ['wlan', 'enabled']],
    [{ name: 'x', wlan: { name: 'x', enabled: null } }, ['wlan', 'enabled']],
    [{ name: 'x', wlan: { name: 'x', dtimNg: 0 } }, ['wlan', 'dtimNg']],
    [{ name: 'x', wlan: { name: 'x', bands: ['2g'], band: 'both' } }, ['wlan', 'band']],
    [{ name: 'x', wlan: { name: 'x', macFilterList: ['nonsense'] } }, ['wlan', 'macFilterList']],
    [{ name: 'x', wlan: { name: 'x', saePsk: [{ psk: 'short' }] } }, ['wlan', 'saePsk', 0, 'psk']],
    [{ name: 'x', wlan: { name: 'x', scheduleWithDuration: [1] } }, ['wlan', 'scheduleWithDuration']],
    [{ name: 'x', wlan: { name: 'x', wpaMode: 'wpa3', wpa3Support: false } }, ['wlan', 'wpa3Support']],
  ])('refuse %j and name the field, not the value', async (body, path) => {
    const answer = await create(body).expect(400);
    expect(answer.body.errors?.[0]?.path).toEqual(path);
    expect(answer.text).not.toContain('Refused-Passphrase');
  });

  it('refuse changes that contradict the rest, and unknown names', async () => {
    const { id } = await unifi.template(admin, { name: 'x', wpa3Support: false, security: 'wpapsk' });
    expect((await patch(id, { wlan: { wpa3Transition: true } }).expect(400)).body.errors?.[0]?.path).toEqual([
      ...['wlan', 'wpa3Transition'],
    ]);
    expect((await patch(id, { unset: ['name'] }).expect(400)).body.errors?.[0]?.path).toEqual(['wlan', 'name']);
    expect((await patch(id, { unset: ['hideSSID', 'siteId'] }).expect(400)).body.errors?.[0]?.path).toEqual([
      ...['unset', 1],
    ]);
  });

  it('need their nodes', async () => {
    const { id } = await unifi.template(admin, { name: 'x' });
    const reader = await app.actor('unifi.access', 'unifi.wlan-templates.fetch');
    await create({ name: 'y', wlan: { name: 'x' } }, reader).expect(403);
    await patch(id, {}, reader).expect(403);
    await reader.agent.delete(one(id)).expect(403);
    await fetch(id, await app.actor('unifi.wlan-templates.fetch')).expect(403);
    await fetch(id, await app.actor('unifi.access', 'unifi.wlan-templates.manage')).expect(403);
  });
});

describe('POST /v1/unifi/site/:id/wifi/:wlanId/template', () => {
  it('takes over what does not belong to the site', async () => {
    const { _id: id, x_passphrase } = unifi.wlan(site.name, 'Devices');
    const { body } = await fromWlan(id, { name: 'From devices', description: 'x' }).expect(201);
    expect(body.data.wlan).toMatchObject({
      ...{ name: 'Devices', security: 'wpapsk', passphrase: x_passphrase, bands: ['2g'], band: '2g', dtimNg: 1 },
      privatePreSharedKeysEnabled: true,
    });
    expect(Object.keys(body.data.wlan)).toHaveLength(48);
    for (const field of ['id', 'siteId', 'networkconfId', 'usergroupId', 'apGroupIds', 'privatePreSharedKeys']) {
      expect(body.data.wlan).not.toHaveProperty(field);
    }
  });

  it('takes over only what was asked for, and what the caller may see', async () => {
    const { _id: id } = unifi.wlan(site.name, 'Corporate');
    const some = await fromWlan(id, { name: 'Some fields', fields: ['security', 'hideSSID'] }).expect(201);
    expect(some.body.data.wlan).toEqual({ name: 'Corporate', security: 'wpapsk', hideSSID: false });
    const user = await app.actor(...MANAGE, 'unifi.site.wifi', 'unifi.site.wifi.read.security');
    const seen = await fromWlan(id, { name: 'Seen fields' }, user).expect(201);
    expect(seen.body.data.wlan).toEqual({ security: 'wpapsk' });
    expect((await fetch(seen.body.data.id).expect(200)).body.data.wlan).toEqual({
      ...{ name: 'Corporate', security: 'wpapsk' },
    });
    await fromWlan(id, { name: 'Secret', fields: ['passphrase'] }, user).expect(403);
    const unknown = await fromWlan(id, { name: 'Unknown', fields: ['siteId'] }).expect(400);
    expect(unknown.body.errors?.[0]?.path).toEqual(['fields', 0]);
  });

  it('knows neither a site nor a WLAN that there is none of, and needs its nodes', async () => {
    const body = { name: 'Nothing' };
    expect((await fromWlan('000000000000000000000000', body).expect(404)).body.error).toBe('UnifiWlanNotFound');
    const other = '/v1/unifi/site/nobody/wifi/000000000000000000000000/template';
    expect((await admin.agent.post<Answer<unknown>>(other).send(body).expect(404)).body.error).toBe(
      'UnifiSiteNotFound',
    );
    await fromWlan('000000000000000000000000', body, await app.actor(...MANAGE)).expect(403);
  });
});

describe('secrets at rest', () => {
  it('are sealed, in a column that is declared', async () => {
    const { id } = await unifi.template(admin, full.wlan);
    const [row] = await app.sql<{ fields: object; sealed_secrets: string }>(
      'select fields, sealed_secrets from unifi_wlan_templates where id = $1',
      [id],
    );
    expect(Object.keys(row?.fields ?? {})).not.toEqual(expect.arrayContaining(['passphrase']));
    expect(SecretBox.isSealed(row?.sealed_secrets ?? '')).toBe(true);
    expect(sealedColumns()).toContainEqual(
      expect.objectContaining({ table: 'unifi_wlan_templates', column: 'sealed_secrets' }),
    );
  });

  it('follow a rotation of the master key', async () => {
    const env = environmentOf(controller);
    // It only serves, so that the rotation is run by the one that has the new key.
    const first = await startTestApp({ ...env, SWITCHYARD_ROLE: 'api', SWITCHYARD_MASTER_KEY: OLD });
    const started = [first];
    const start = async (masterKey: string) => {
      const next = await startTestApp({ ...env, DATABASE_URL: first.databaseUrl, SWITCHYARD_MASTER_KEY: masterKey });
      started.push(next);
      return next;
    };
    try {
      const user = await first.actor('*');
      const { id } = await new TemplateFixture(first, controller).template(user, full.wlan);
      const as = (of: TestApp): TestUser => ({ ...user, agent: of.agent.as({ token: user.token, patterns: ['*'] }) });
      const second = await start(`1:${OLD},2:${NEW}`);
      const rotation = await as(second)
        .agent.post<Answer<{ jobId: string }>>('/v1/credential/key-rotation')
        .expect(202);
      expect(await unifi.ended(as(second), rotation.body.data.jobId)).toMatchObject({ state: 'succeeded' });
      const [row] = await first.sql<{ sealed_secrets: string }>('select sealed_secrets from unifi_wlan_templates');
      expect(SecretBox.keyVersionOf(row?.sealed_secrets ?? '')).toBe(2);
      const { body } = await fetch(id, as(await start(`2:${NEW}`))).expect(200);
      expect(body.data.wlan).toMatchObject({ passphrase: 'Template-Passphrase-1', saePsk: full.wlan.saePsk });
    } finally {
      for (const running of started.reverse()) await running.stop();
    }
  });
});

it('no passphrase and no key is in the log, in the audit log or in the table in clear', async () => {
  const [{ rows } = { rows: '' }] = await app.sql<{ rows: string }>(
    `select (select string_agg(a::text, ' ') from audit_log a) ||
            (select string_agg(t::text, ' ') from unifi_wlan_templates t) as rows`,
  );
  expect(rows).toContain('unifi.wlan-template.create');
  expect(app.log.join('\n') + rows).not.toMatch(/Template-(Passphrase|Sae-Key)|Refused-Passphrase/);
});
