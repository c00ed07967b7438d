import type { FieldDefinition } from '../../../apps/api/src/modules/vault/credential-types';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany, type TestCredentialType } from '../../support/make';

interface Credential {
  readonly id: string;
  readonly name: string;
  readonly updatedAt: string;
  readonly fields: { readonly id: string; readonly value: string | string[] | null }[];
}

interface Answer<Data = Credential> {
  readonly data: Data;
}

interface Refusal {
  readonly errors: { readonly path: (string | number)[]; readonly message: string }[];
}

const BASE = '/v1/credential/credentials';
const NOWHERE = 'cl0000000000000000000000a';
const FIELDS: FieldDefinition[] = [
  { id: 'host', name: 'Host', required: true, secure: false, valueType: 'ip_address' },
  { id: 'port', name: 'Port', required: false, secure: false, valueType: 'plain_text' },
  { id: 'password', name: 'Password', required: true, secure: true, valueType: 'password' },
  {
    ...{ id: 'tunnels', name: 'Tunnels', required: false, secure: false, valueType: 'multi_credential' as const },
    subFields: [
      { id: 'server', name: 'Server', required: true, secure: false, valueType: 'plain_text' },
      { id: 'psk', name: 'Key', required: false, secure: true, valueType: 'password' },
      {
        ...{ id: 'peers', name: 'Peers', required: false, secure: false, valueType: 'multi_credential' as const },
        subFields: [{ id: 'key', name: 'Key', required: true, secure: true, valueType: 'generic_secret' }],
      },
    ],
  },
];
const VALUES = { host: '10.0.0.1', password: 'pä$$ "quoted" \\ \u{1F511}' };

let app: TestApp;
let admin: TestUser;
let company: TestCompany;
let type: TestCredentialType;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  company = await make.company(app);
  type = await make.credentialType(admin.agent, { fields: FIELDS, permissionScope: 'vpn.credentials' });
});
afterAll(() => app.stop());

const created = (options: object = {}) =>
  make.credential(admin.agent, { typeId: type.id, companyId: company.id, values: VALUES, ...options });
const valueOf = (credential: Credential, id: string) => credential.fields.find((field) => field.id === id)?.value;
const inputs = (values: Record<string, string | null>) =>
  Object.entries(values).map(([fieldId, value]) => ({ fieldId, value }));
const actionsOn = (id: string) =>
  app.sql<{ action: string }>('select action from audit_log where target_id = $1 order by seq', [id]);

describe('a credential', () => {
  it('is created with inline sub-credentials at any depth, secure values sealed', async () => {
    const peers = [{ name: 'Peer', fields: inputs({ key: 'deep-secret' }) }];
    const tunnels = [
      { name: 'T1', fields: inputs({ server: 'a', psk: 'shared' }), subCredentials: { peers } },
      { name: 'T2', fields: inputs({ server: 'b' }) },
    ];
    const { id } = await created({ notes: 'Rack 3', subCredentials: { tunnels } });
    const { data } = (await admin.agent.get<Answer>(`${BASE}/${id}`).expect(200)).body;
    expect(data).toMatchObject({ notes: 'Rack 3', subCredentialOfId: null, company: { id: company.id } });
    expect([valueOf(data, 'host'), valueOf(data, 'port'), valueOf(data, 'password')]).toEqual(['10.0.0.1', null, null]);
    const subs = (await admin.agent.get<Answer<Credential[]>>(`${BASE}/${id}/sub-credentials`).expect(200)).body.data;
    expect(valueOf(data, 'tunnels')).toEqual(subs.map((sub) => sub.id));
    expect(subs.map(({ name }) => name)).toEqual(['T1', 'T2']);
    const [first] = subs;
    const below = await admin.agent.get<Answer<Credential[]>>(`${BASE}/${first?.id}/sub-credentials`).expect(200);
    expect(below.body.data).toMatchObject([{ name: 'Peer', subCredentialOfId: first?.id }]);
    const stored = JSON.stringify([await app.sql('table credentials'), await app.sql('table secure_values')]);
    for (const secret of [VALUES.password, 'shared', 'deep-secret']) expect(stored).not.toContain(secret);
  });

  it('is changed in parts; null leaves a field, an empty text clears it', async () => {
    const { id } = await created({ values: { ...VALUES, port: '22' } });
    const fields = inputs({ host: '::1', port: '', password: null });
    const { data } = (await admin.agent.patch<Answer>(`${BASE}/${id}`).send({ name: 'New', fields }).expect(200)).body;
    expect([data.name, valueOf(data, 'host'), valueOf(data, 'port')]).toEqual(['New', '::1', null]);
    const secrets = await admin.agent.get<Answer<object>>(`${BASE}/${id}/secure-values`).expect(200);
    expect(secrets.body.data).toEqual({ password: VALUES.password });
    await admin.agent
      .put(`${BASE}/${id}/fields`)
      .send({ fields: inputs({ password: 'next' }) })
      .expect(200);
    const listed = await admin.agent.get<Answer<{ id: string; fieldId: string; value: string }[]>>(
      `${BASE}/${id}/fields`,
    );
    expect(listed.body.data).toMatchObject([
      { id: `${id}-host`, fieldId: 'host', value: '::1' },
      { fieldId: 'password', value: expect.stringMatching(/^[A-Za-z0-9+/]{40,}={0,2}$/) as string },
    ]);
    expect(await actionsOn(id)).toEqual(
      ['create', 'update', 'secure_value.read', 'update'].map((verb) => ({ action: `credential.${verb}` })),
    );
  });

  it('is deleted with everything below it', async () => {
    const subCredentials = { tunnels: [{ name: 'T', fields: inputs({ server: 'a', psk: 'b' }) }] };
    const { id } = await created({ subCredentials });
    const { body } = await admin.agent.delete<Answer<null>>(`${BASE}/${id}`).expect(200);
    expect(body.data).toBeNull();
    await admin.agent.get(`${BASE}/${id}`).expect(404);
    expect(await app.sql('select 1 from credentials where $1 in (id, sub_credential_of_id)', [id])).toEqual([]);
    expect(await app.sql('select 1 from secure_values where credential_id = $1', [id])).toEqual([]);
    const rows = await app.sql(
      `select target_name from audit_log where action = 'credential.delete' and $1 in (target_id, before ->> 'subCredentialOfId')`,
      [id],
    );
    expect(rows.map(({ target_name: name }) => name).sort()).toEqual(['Server', 'T']);
  });

  it('is listed by company and type, sorted by name, without sub-credentials', async () => {
    const [other, kind] = [await make.company(app), await make.credentialType(admin.agent, { fields: FIELDS })];
    const subCredentials = { tunnels: [{ name: 'Below', fields: inputs({ server: 'a' }) }] };
    const options = { typeId: kind.id, companyId: other.id };
    for (const name of ['beta', 'Alpha', 'gamma']) await created({ ...options, name, subCredentials });
    for (const path of [`${BASE}/company/${other.id}`, `/v1/credential-type/${kind.id}/credentials`]) {
      const { body } = await admin.agent.get<Answer<Credential[]>>(path).expect(200);
      expect(body.data.map(({ name }) => name)).toEqual(['Alpha', 'beta', 'gamma']);
    }
    const empty = await make.company(app);
    expect((await admin.agent.get<Answer<[]>>(`${BASE}/company/${empty.id}`).expect(200)).body.data).toEqual([]);
  });

  it.each<[string, object, (string | number)[]]>([
    ['an unknown type', { typeId: NOWHERE }, ['typeId']],
    ['an unknown company', { companyId: NOWHERE }, ['companyId']],
    ['an unknown field', { fields: inputs({ ...VALUES, nope: 'x' }) }, ['fields', 2, 'fieldId']],
    ['a missing value', { fields: inputs({ host: '10.0.0.1' }) }, ['fields']],
    ['a wrong value', { fields: inputs({ ...VALUES, host: '10.0.0.256' }) }, ['fields', 0, 'value']],
    ['a value twice', { fields: [...inputs(VALUES), ...inputs({ host: '::1' })] }, ['fields', 2, 'fieldId']],
    ['a value of a multi-credential field', { fields: inputs({ ...VALUES, tunnels: 'x' }) }, ['fields', 2, 'value']],
    ['sub-credentials of a single field', { subCredentials: { host: [] } }, ['subCredentials', 'host']],
    ['sub-credentials that are no list', { subCredentials: { tunnels: {} } }, ['subCredentials', 'tunnels']],
    [
      'a sub-credential without a name',
      { subCredentials: { tunnels: [{ fields: [] }] } },
      ['subCredentials', 'tunnels', 0, 'name'],
    ],
    [
      'a sub-credential without a value',
      { subCredentials: { tunnels: [{ name: 'T', fields: [] }] } },
      ['subCredentials', 'tunnels', 0, 'fields'],
    ],
    ['U+0000', { name: 'a\u0000b' }, ['name']],
    ['half a surrogate pair', { fields: inputs({ host: '::1', password: 'a\ud800b' }) }, ['fields', 1, 'value']],
  ])('is refused with %s, naming the field and never a value', async (_what, wrong, path) => {
    const body = { name: 'Refused', typeId: type.id, companyId: company.id, fields: inputs(VALUES), ...wrong };
    const answer = await admin.agent.post<Refusal>(BASE).send(body).expect(400);
    expect(answer.body.errors.map((error) => error.path)).toContainEqual(path);
    expect(JSON.stringify(answer.body)).not.toContain(VALUES.password);
    expect(await app.sql(`select 1 from credentials where name = 'Refused'`)).toEqual([]);
  });

  it('finds its type by name as well as by id, and keeps the id', async () => {
    const body = { name: 'By name', typeId: type.name.toUpperCase(), companyId: company.id, fields: inputs(VALUES) };
    const { data } = (await admin.agent.post<Answer<{ typeId: string }>>(BASE).send(body).expect(201)).body;
    expect(data.typeId).toBe(type.id);
  });

  it('keeps its required values', async () => {
    const { id } = await created();
    for (const fieldId of ['host', 'password']) {
      const { body } = await admin.agent
        .patch<Refusal>(`${BASE}/${id}`)
        .send({ fields: [{ fieldId, value: '' }] })
        .expect(400);
      expect(body.errors).toEqual([{ path: ['fields'], message: `${fieldId} is required` }]);
    }
  });

  it('takes two writers in turn', async () => {
    const { id } = await created();
    const ports = Array.from({ length: 8 }, (_, index) => String(index));
    await Promise.all(
      ports.map((port) =>
        admin.agent
          .patch(`${BASE}/${id}`)
          .send({ fields: inputs({ port, password: port }) })
          .expect(200),
      ),
    );
    const { data } = (await admin.agent.get<Answer>(`${BASE}/${id}`)).body;
    const secret = await admin.agent.get<Answer<{ value: string }>>(`${BASE}/${id}/secure-values/password`).expect(200);
    expect(secret.body.data.value).toBe(valueOf(data, 'port'));
    const versions = await app.sql('select superseded_at from secure_values where credential_id = $1', [id]);
    expect(versions.filter(({ superseded_at: at }) => at === null)).toHaveLength(1);
    expect(versions).toHaveLength(9);
  });

  it('is unknown by another id', async () => {
    const calls = [
      admin.agent.get(`${BASE}/${NOWHERE}`),
      admin.agent.patch(`${BASE}/${NOWHERE}`).send({}),
      admin.agent.delete(`${BASE}/${NOWHERE}`),
      admin.agent.get(`${BASE}/${NOWHERE}/fields`),
      admin.agent.put(`${BASE}/${NOWHERE}/fields`).send({ fields: [] }),
      admin.agent.get(`${BASE}/${NOWHERE}/secure-values`),
      admin.agent.get(`${BASE}/${NOWHERE}/sub-credentials`),
      admin.agent.post(`${BASE}/${NOWHERE}/sub-credentials`).send({ fieldId: 'tunnels', name: 'T', fields: [] }),
    ];
    for (const call of calls) expect((await call.expect(404)).body).toMatchObject({ error: 'CredentialNotFound' });
    await admin.agent.get(`${BASE}/company/${NOWHERE}`).expect(404);
  });
});

describe('sub-credentials', () => {
  it('are added, fetched as credentials of their own, and removed with the reference', async () => {
    const { id } = await created();
    const path = `${BASE}/${id}/sub-credentials`;
    const sent = { fieldId: 'tunnels', name: 'T', fields: inputs({ server: 'a', psk: 'key' }) };
    const sub = (await admin.agent.post<Answer>(path).send(sent).expect(201)).body.data;
    expect(sub).toMatchObject({ subCredentialOfId: id, typeId: type.id, companyId: company.id });
    expect(sub.fields).toMatchObject([{ id: 'server', value: 'a', secure: false }, { id: 'psk', value: null }, {}]);
    const full = (await admin.agent.get<Answer>(`${BASE}/${sub.id}`).expect(200)).body.data;
    expect(full.fields).toMatchObject([{ id: 'server', name: 'Server' }, { id: 'psk', value: null }, { value: [] }]);
    const secret = await admin.agent.get<Answer<object>>(`${BASE}/${sub.id}/secure-values/psk`).expect(200);
    expect(secret.body.data).toEqual({ fieldId: 'psk', value: 'key' });
    const peer = { fieldId: 'peers', name: 'P', fields: inputs({ key: 'k' }) };
    await admin.agent.post(`${BASE}/${sub.id}/sub-credentials`).send(peer).expect(201);
    const parent = () => admin.agent.get<Answer>(`${BASE}/${id}`).then(({ body }) => valueOf(body.data, 'tunnels'));
    expect(await parent()).toEqual([sub.id]);
    await admin.agent.delete(`${path}/${sub.id}`).expect(200);
    expect(await parent()).toEqual([]);
    const gone = await admin.agent.delete(`${path}/${sub.id}`).expect(404);
    expect(gone.body).toMatchObject({ message: 'Sub-credential not found', error: 'SubCredentialNotFound' });
  });

  it('belong to one parent', async () => {
    const [one, other] = [await created(), await created()];
    const sent = { fieldId: 'tunnels', name: 'T', fields: inputs({ server: 'a' }) };
    const { id } = (await admin.agent.post<Answer>(`${BASE}/${one.id}/sub-credentials`).send(sent)).body.data;
    await admin.agent.delete(`${BASE}/${other.id}/sub-credentials/${id}`).expect(404);
    await admin.agent.get(`${BASE}/${id}`).expect(200);
  });

  it.each<[string, object, (string | number)[]]>([
    ['a field that is no multi-credential field', { fieldId: 'host' }, ['fieldId']],
    ['a field of the parent', { fields: inputs({ server: 'a', host: '::1' }) }, ['fields', 1, 'fieldId']],
    ['a missing value', { fields: [] }, ['fields']],
  ])('are refused with %s', async (_what, wrong, path) => {
    const { id } = await created();
    const sent = { fieldId: 'tunnels', name: 'T', fields: inputs({ server: 'a' }), ...wrong };
    const { body } = await admin.agent.post<Refusal>(`${BASE}/${id}/sub-credentials`).send(sent).expect(400);
    expect(body.errors.map((error) => error.path)).toEqual([path]);
  });
});
