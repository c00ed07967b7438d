import type { Credential, Pagination } from '@contract/optima';
import type { FieldDefinition } from '../../../apps/api/src/modules/vault/credential-types';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany } from '../../support/make';

interface Answer {
  readonly data: Credential[];
  readonly pagination: Pagination;
}

const PATH = '/v1/credential/search';

const text = (id: string, secure = false): FieldDefinition => ({
  ...{ id, name: id, required: false, secure },
  valueType: 'plain_text',
});
const FIELDS: FieldDefinition[] = [
  text('username'),
  text('host'),
  text('password', true),
  {
    ...{ id: 'tunnels', name: 'Tunnels', required: false, secure: false, valueType: 'multi_credential' },
    subFields: [text('endpoint'), text('key', true)],
  },
];

let app: TestApp;
let admin: TestUser;
let acme: TestCompany;
let umbrella: TestCompany;
let typeId: string;
let otherTypeId: string;

const createType = async (name: string) =>
  (await make.credentialType(admin.agent, { name, permissionScope: 'test.credentials', fields: FIELDS })).id;

const fieldsOf = (values: Record<string, string>) =>
  Object.entries(values).map(([fieldId, value]) => ({ fieldId, value }));

const createCredential = async (name: string, values: Record<string, string>, more: object = {}) =>
  (await make.credential(admin.agent, { name, typeId, companyId: acme.id, values, ...more })).id;

const search = async (query: Record<string, unknown>, user = admin): Promise<Answer> =>
  (await user.agent.get<Answer>(PATH).query(query).expect(200)).body;

const names = async (query: Record<string, unknown>, user?: TestUser) =>
  (await search(query, user)).data.map(({ name }) => name);

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  [acme, umbrella] = [await make.company(app, { name: 'Acme' }), await make.company(app, { name: 'Umbrella' })];
  typeId = await createType('Server');
  otherTypeId = await createType('Other');
  await createCredential(
    'Café Router',
    { username: 'admin', host: '10.20.30.40', password: 'Geheim-4711' },
    { notes: 'Rack Zürich, 100% backed_up \\ daily' },
  );
  await createCredential('Backup box', { username: 'root', host: 'store.acme.example' }, { companyId: umbrella.id });
  await createCredential('Directory', { username: 'svc-ldap' }, { typeId: otherTypeId, notes: 'Router zone' });
  await createCredential(
    'VPN Hub',
    { username: 'admin' },
    {
      subCredentials: { tunnels: [{ name: 'Tunnel Genève', fields: fieldsOf({ endpoint: 'vpn1', key: 'psk-0815' }) }] },
    },
  );
});
afterAll(() => app.stop());

const ALL = ['Backup box', 'Café Router', 'Directory', 'Tunnel Genève', 'VPN Hub'];

it.each([
  ['router', ['Café Router', 'Directory']],
  ['CAFE rout', ['Café Router']],
  ['zurich', ['Café Router']],
  ['Zu\u0308rich café', ['Café Router']],
  ['20.30', ['Café Router']],
  ['admin', ['Café Router', 'VPN Hub']],
  ['admin hub', ['VPN Hub']],
  ['hub admin nothing', []],
  ['geneve VPN1', ['Tunnel Genève']],
  ['b', ['Backup box', 'Café Router', 'VPN Hub']],
  ['100%', ['Café Router']],
  ['d_up', ['Café Router']],
  ['\\', ['Café Router']],
  ['%', ['Café Router']],
  ['__', []],
  ['admin10', []],
  ['admin\u001f10', []],
  ['', ALL],
  ['  \t ', ALL],
])('%j finds %j', async (text, expected) => expect(await names({ search: text })).toEqual(expected));

it.each(['Geheim-4711', 'geheim', 'psk-0815', 'svc-ldap psk', 'test.credentials', 'username'])(
  '%s, which stands in no name, note or value in clear, finds nothing',
  async (text) => expect(await search({ search: text })).toMatchObject({ data: [], pagination: { totalRecords: 0 } }),
);

it('answers the documented objects, sub-credentials among them, and a page at top level', async () => {
  const { body, text } = await admin.agent.get<Answer>(PATH).query({ rpp: 2, page: 2 }).expect(200);
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['status', 'message', 'data', 'pagination', 'successful']);
  expect(body.data.map(({ name }) => name)).toEqual(ALL.slice(2, 4));
  expect(body.pagination).toEqual({
    ...{ previousPage: 1, currentPage: 2, nextPage: 3 },
    ...{ totalPages: 3, totalRecords: 5, listedRecords: 2 },
  });
  const [hub] = (await search({ search: 'hub' })).data;
  const [tunnel] = (await search({ search: 'geneve' })).data;
  expect(tunnel).toMatchObject({
    subCredentialOfId: hub?.id,
    fields: [{ id: 'endpoint', value: 'vpn1' }, { value: null }],
  });
  const fetched = await admin.agent
    .get<{ data: Credential }>(`/v1/credential/credentials/${hub?.id ?? ''}`)
    .expect(200);
  expect(hub).toEqual(fetched.body.data);
});

it('answers a page beyond the last one with the number of all matches', async () => {
  const { data, pagination } = await search({ search: 'router', page: 9 });
  expect(data).toEqual([]);
  expect(pagination).toMatchObject({ totalRecords: 2, listedRecords: 0 });
});

it('filters by company and by type, with words and without', async () => {
  expect(await names({ companyId: umbrella.id })).toEqual(['Backup box']);
  expect(await names({ typeId: otherTypeId })).toEqual(['Directory']);
  expect(await names({ companyId: acme.id, typeId: otherTypeId })).toEqual(['Directory']);
  expect(await names({ search: 'router', companyId: acme.id, typeId })).toEqual(['Café Router']);
  expect(await names({ search: 'router', companyId: umbrella.id })).toEqual([]);
  expect(await names({ search: 'b', typeId })).toEqual(['Backup box', 'Café Router', 'VPN Hub']);
  expect(await names({ companyId: 'nobody' })).toEqual([]);
});

it.each([{ page: 0 }, { rpp: 501 }, { search: 'x'.repeat(201) }, { companyId: '' }])('refuses %j', async (query) => {
  const { body } = await admin.agent.get(PATH).query(query).expect(400);
  expect(body).toMatchObject({ errors: [{ path: Object.keys(query) }] });
});

describe('a gate', () => {
  const holding = (...keys: string[]) =>
    app.actor('credential.fetch.many', ...keys.map((key) => `obj.credential.${key}`));

  it('hides a part from the search too', async () => {
    const withoutNotes = await holding('id', 'name', 'fields');
    expect(await names({ search: 'zurich' }, withoutNotes)).toEqual([]);
    expect(await names({ search: 'router' }, withoutNotes)).toEqual(['Café Router']);
    expect(await names({ search: 'router zurich' }, withoutNotes)).toEqual([]);
    expect(await names({ search: '20.30' }, withoutNotes)).toEqual(['Café Router']);

    const withoutFields = await holding('id', 'name', 'notes');
    expect(await names({ search: '20.30' }, withoutFields)).toEqual([]);
    expect(await names({ search: 'admin' }, withoutFields)).toEqual([]);
    expect(await names({ search: 'zurich' }, withoutFields)).toEqual(['Café Router']);

    const withoutName = await holding('id', 'notes', 'fields');
    expect((await search({ search: 'hub' }, withoutName)).pagination.totalRecords).toBe(0);
    expect((await search({ search: 'b' }, withoutName)).pagination.totalRecords).toBe(1);
  });

  it('hides everything from whoever may see no part', async () => {
    const blind = await holding('id');
    for (const text of ['router', 'b', 'zurich', 'admin']) {
      expect((await search({ search: text }, blind)).pagination.totalRecords).toBe(0);
    }
    expect((await search({}, blind)).data.map((item) => Object.keys(item))).toEqual(ALL.map(() => ['id']));
  });

  it('lets no filter tell what it hides', async () => {
    const user = await holding('id', 'name');
    expect((await search({ companyId: acme.id }, user)).pagination.totalRecords).toBe(0);
    expect((await search({ search: 'router', typeId }, user)).pagination.totalRecords).toBe(0);
    expect(await names({ companyId: umbrella.id }, await holding('name', 'companyId'))).toEqual(['Backup box']);
  });
});

describe('a change', () => {
  it('counts at once', async () => {
    const id = await createCredential('Printer', { username: 'lpadmin' });
    await admin.agent
      .patch(`/v1/credential/credentials/${id}`)
      .send({ notes: 'Second floor', fields: fieldsOf({ username: 'lpuser' }) })
      .expect(200);
    expect(await names({ search: 'lpadmin' })).toEqual([]);
    expect(await names({ search: 'printer lpuser floor' })).toEqual(['Printer']);
    await app.sql(`update credentials set notes = null, name = 'Plotter' where id = $1`, [id]);
    expect(await names({ search: 'floor' })).toEqual([]);
    expect(await names({ search: 'plotter' })).toEqual(['Plotter']);
    await admin.agent.delete(`/v1/credential/credentials/${id}`).expect(200);
    expect(await names({ search: 'plotter' })).toEqual([]);
  });

  it('of a type takes values out of the search with the field, or when it becomes secure', async () => {
    const changing = await createType('Changing');
    await createCredential('Changing', { username: 'chameleon', host: 'lizard' }, { typeId: changing });
    const define = (fields: object[]) =>
      admin.agent.patch(`/v1/credential-type/${changing}`).send({ fields }).expect(200);
    expect(await names({ search: 'chameleon lizard' })).toEqual(['Changing']);

    await define([text('host')]);
    expect(await names({ search: 'chameleon' })).toEqual([]);
    await define([text('host'), text('username', true)]);
    expect(await names({ search: 'chameleon' })).toEqual([]);
    expect(await names({ search: 'lizard' })).toEqual(['Changing']);
    await define([text('host', true), text('username')]);
    expect(await names({ search: 'chameleon' })).toEqual(['Changing']);
    expect(await names({ search: 'lizard' })).toEqual([]);
    await admin.agent.delete(`/v1/credential-type/${changing}`).expect(200);
    expect(await app.sql('select 1 from credential_search where type_id = $1', [changing])).toEqual([]);
  });
});
