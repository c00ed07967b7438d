import { Client } from 'pg';
import type { FieldDefinition } from '../../../apps/api/src/modules/vault/credential-types';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany } from '../../support/make';

interface Answer<Data = Record<string, unknown>> {
  readonly data: Data;
}

const plain: FieldDefinition = { id: 'host', name: 'Host', required: true, secure: false, valueType: 'plain_text' };
const secret: FieldDefinition = { id: 'secret', name: 'Secret', required: false, secure: true, valueType: 'password' };
const multi: FieldDefinition = {
  ...{ id: 'tunnels', name: 'Tunnels', required: false, secure: false, valueType: 'multi_credential' as const },
  subFields: [
    { id: 'server', name: 'Server', required: true, secure: false, valueType: 'plain_text' },
    { id: 'psk', name: 'Key', required: false, secure: true, valueType: 'password' },
  ],
};

let app: TestApp;
let admin: TestUser;
let company: TestCompany;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  company = await make.company(app);
});
afterAll(() => app.stop());

const change = (id: string, fields: FieldDefinition[], by = admin) =>
  by.agent.patch<Answer>(`/v1/credential-type/${id}`).send({ fields });

const valuesOf = async (id: string) => {
  const { body } = await admin.agent.get<Answer<{ fieldId: string; value: string }[]>>(
    `/v1/credential/credentials/${id}/fields`,
  );
  return Object.fromEntries(body.data.map(({ fieldId, value }) => [fieldId, value]));
};

const secretsOf = async (id: string) =>
  (await admin.agent.get<Answer<Record<string, string>>>(`/v1/credential/credentials/${id}/secure-values`).expect(200))
    .body.data;

describe('a credential type', () => {
  it('is created, fetched by id and by name whatever its case, listed with its count, and changed', async () => {
    const type = await make.credentialType(admin.agent, { name: 'Réseau / VPN', fields: [plain, secret, multi] });
    const values = { host: 'a' };
    await make.credential(admin.agent, { typeId: type.id, companyId: company.id, values });
    const byId = await admin.agent.get<Answer>(`/v1/credential-type/${type.id}`).expect(200);
    expect(byId.body.data).toMatchObject({ name: 'Réseau / VPN', credentialCount: 1, icon: null, fields: type.fields });
    const byName = await admin.agent.get<Answer>(`/v1/credential-type/${encodeURIComponent('RÉSEAU / vpn')}`);
    expect(byName.body.data).toEqual(byId.body.data);
    const listed = await admin.agent.get<Answer<{ id: string }[]>>('/v1/credential-type/').expect(200);
    expect(listed.body.data).toContainEqual(byId.body.data);
    const icon = 'https://example.com/vpn.ico';
    const changed = await admin.agent.patch<Answer>(`/v1/credential-type/${type.id}`).send({ name: 'VPN', icon });
    expect(changed.body.data).toMatchObject({ name: 'VPN', icon, fields: type.fields, credentialCount: 1 });
    expect(await app.sql(`select action from audit_log where target_id = $1 order by seq`, [type.id])).toEqual([
      { action: 'credential_type.create' },
      { action: 'credential_type.update' },
    ]);
  });

  it('has a name of its own', async () => {
    const { name } = await make.credentialType(admin.agent);
    const again = { name: name.toUpperCase(), permissionScope: 'x', fields: [plain] };
    const { body } = await admin.agent.post('/v1/credential-type').send(again).expect(409);
    expect(body).toMatchObject({ error: 'CredentialTypeNameTaken' });
    const other = await make.credentialType(admin.agent);
    await admin.agent.patch(`/v1/credential-type/${other.id}`).send({ name }).expect(409);
  });

  it.each<[string, object, (string | number)[]]>([
    ['a blank name', { name: '  ' }, ['name']],
    ['a name that looks like an id', { name: 'cl0000000000000000000000a' }, ['name']],
    ['a scope that is no node', { permissionScope: 'a b' }, ['permissionScope']],
    ['no fields', { fields: [] }, ['fields']],
    ['an unknown value type', { fields: [{ ...plain, valueType: 'number' }] }, ['fields', 0, 'valueType']],
    ['an unusable field id', { fields: [{ ...plain, id: '__proto__' }] }, ['fields', 0, 'id']],
    ['a reserved field id', { fields: [{ ...plain, id: 'constructor' }] }, ['fields', 0, 'id']],
    ['two fields of one id', { fields: [plain, { ...secret, id: 'host' }] }, ['fields', 1, 'id']],
    ['sub-fields of a single field', { fields: [{ ...plain, subFields: [secret] }] }, ['fields', 0, 'subFields']],
    ['a multi-credential field to seal', { fields: [{ ...multi, secure: true }] }, ['fields', 0, 'secure']],
    [
      'two sub-fields of one id',
      { fields: [{ ...multi, subFields: [plain, plain] }] },
      ['fields', 0, 'subFields', 1, 'id'],
    ],
  ])('is refused with %s', async (_what, wrong, path) => {
    const type = { name: 'Refused', permissionScope: 'x.y', fields: [plain], ...wrong };
    const { body } = await admin.agent.post<{ errors: { path: unknown[] }[] }>('/v1/credential-type').send(type);
    expect(body).toMatchObject({ status: 400, errors: [{ path }] });
  });

  it('nests at most four levels deep', async () => {
    const nested = (depth: number): FieldDefinition[] => [{ ...multi, subFields: depth > 1 ? nested(depth - 1) : [] }];
    const sent = (depth: number) => ({ name: `Deep ${depth}`, permissionScope: 'deep', fields: nested(depth) });
    await admin.agent.post('/v1/credential-type').send(sent(3)).expect(201);
    await admin.agent.post('/v1/credential-type').send(sent(4)).expect(400);
  });

  it('is unknown by another id or name', async () => {
    for (const identifier of ['nothing', 'cl0000000000000000000000a']) {
      const { body } = await admin.agent.get(`/v1/credential-type/${identifier}`).expect(404);
      expect(body).toMatchObject({ error: 'CredentialTypeNotFound' });
      await admin.agent.get(`/v1/credential-type/${identifier}/credentials`).expect(404);
      await admin.agent.patch(`/v1/credential-type/${identifier}`).send({ name: 'x' }).expect(404);
      await admin.agent.delete(`/v1/credential-type/${identifier}`).expect(404);
    }
  });

  it('takes its credentials with it and says how many', async () => {
    const type = await make.credentialType(admin.agent, { fields: [plain, multi] });
    const values = { host: 'a' };
    const subCredentials = { tunnels: [{ name: 'T', fields: [{ fieldId: 'server', value: 'b' }] }] };
    await make.credential(admin.agent, { typeId: type.id, companyId: company.id, values, subCredentials });
    await make.credential(admin.agent, { typeId: type.id, companyId: company.id, values });
    const { headers, body } = await admin.agent.delete<Answer<null>>(`/v1/credential-type/${type.id}`).expect(200);
    expect([headers['x-deleted-credentials'], body.data]).toEqual(['3', null]);
    expect(await app.sql('select 1 from credentials where type_id = $1', [type.id])).toEqual([]);
    const [row] = await app.sql<{ message: string }>(
      `select message from audit_log where action = 'credential_type.delete' and target_id = $1`,
      [type.id],
    );
    expect(row?.message).toContain('3 credentials');
    const gone = await app.sql(
      `select 1 from audit_log where action = 'credential.delete' and before ->> 'typeId' = $1`,
      [type.id],
    );
    expect(gone).toHaveLength(3);
  });

  it('shows the keys its reader may see', async () => {
    const type = await make.credentialType(admin.agent);
    const reader = await app.actor('credential_type.fetch', 'obj.credentialType.name');
    const { body } = await reader.agent.get<Answer>(`/v1/credential-type/${type.id}`).expect(200);
    expect(body.data).toEqual({ name: type.name });
  });
});

describe('changing the definitions', () => {
  const setUp = async (fields: FieldDefinition[], values: Record<string, string>, subCredentials?: object) => {
    const type = await make.credentialType(admin.agent, { fields });
    const credential = await make.credential(admin.agent, {
      ...{ typeId: type.id, companyId: company.id, values },
      ...(subCredentials && { subCredentials }),
    });
    return [type.id, credential.id] as const;
  };

  it('keeps the values of a removed field until the field comes back', async () => {
    const [type, id] = await setUp([plain, secret], { host: 'a', secret: 'kept' });
    await change(type, [{ ...plain, id: 'other', required: false }]).expect(200);
    expect(await valuesOf(id)).toEqual({});
    expect(await secretsOf(id)).toEqual({});
    await admin.agent.get(`/v1/credential/credentials/${id}/secure-values/secret`).expect(404);
    await change(type, [plain, secret]).expect(200);
    expect(await valuesOf(id)).toMatchObject({ host: 'a' });
    expect(await secretsOf(id)).toEqual({ secret: 'kept' });
  });

  it('leaves credentials alone that lack a field which is required from now on, until their fields are written', async () => {
    const [type, id] = await setUp([plain], { host: 'a' });
    await change(type, [plain, { ...plain, id: 'port' }]).expect(200);
    await admin.agent.patch(`/v1/credential/credentials/${id}`).send({ name: 'Renamed' }).expect(200);
    const fields = [{ fieldId: 'host', value: 'b' }];
    const { body } = await admin.agent.put(`/v1/credential/credentials/${id}/fields`).send({ fields }).expect(400);
    expect(body).toMatchObject({ errors: [{ path: ['fields'], message: 'port is required' }] });
    await admin.agent
      .put(`/v1/credential/credentials/${id}/fields`)
      .send({ fields: [...fields, { fieldId: 'port', value: '1' }] })
      .expect(200);
  });

  it('seals the values of a field that becomes secure, in sub-credentials, too', async () => {
    const sub = { tunnels: [{ name: 'T', fields: [{ fieldId: 'server', value: 'clear-before' }] }] };
    const [type, id] = await setUp([plain, multi], { host: 'clear-too' }, sub);
    const sealedBelow = { ...multi, subFields: multi.subFields?.map((field) => ({ ...field, secure: true })) };
    await change(type, [{ ...plain, secure: true }, sealedBelow]).expect(200);
    expect(await secretsOf(id)).toEqual({ host: 'clear-too' });
    const [child] = await app.sql<{ id: string }>('select id from credentials where sub_credential_of_id = $1', [id]);
    expect(await secretsOf(child?.id ?? '')).toEqual({ server: 'clear-before' });
    const rows = await app.sql('select plain_values from credentials where type_id = $1', [type]);
    expect(rows).toEqual([{ plain_values: {} }, { plain_values: {} }]);
  });

  it('opens the values of a field that becomes readable only for who may read them, on record', async () => {
    const [type, id] = await setUp([plain, secret], { host: 'a', secret: 'opened' });
    const editor = await app.actor('credential_type.update', 'obj.credentialType.*');
    const opened = [plain, { ...secret, secure: false }];
    const { body } = await change(type, opened, editor).expect(403);
    expect(body).toMatchObject({ message: 'Insufficient permissions' });
    expect(await secretsOf(id)).toEqual({ secret: 'opened' });
    const reader = await app.actor('credential_type.update', 'obj.credentialType.*', 'credential.secure_values.read');
    await change(type, opened, reader).expect(200);
    expect(await valuesOf(id)).toEqual({ host: 'a', secret: 'opened' });
    const rows = await app.sql(
      `select actor_login, after from audit_log where target_id = $1 and action = 'credential.secure_value.open'`,
      [id],
    );
    expect(rows).toEqual([{ actor_login: reader.login, after: { fieldId: 'secret', typeId: type } }]);
  });

  it('keeps nobody waiting who reads', async () => {
    const [type, id] = await setUp([plain, secret], { host: 'a', secret: 'b' });
    const change = new Client(app.databaseUrl);
    await change.connect();
    await change.query('begin');
    await change.query('select 1 from credential_types where id = $1 for update', [type]);
    try {
      expect(await valuesOf(id)).toMatchObject({ host: 'a' });
      expect(await secretsOf(id)).toEqual({ secret: 'b' });
      await admin.agent.get(`/v1/credential/credentials/${id}`).expect(200);
    } finally {
      await change.end();
    }
  });

  it('finds hidden values on the right side of the seal when a removed field comes back otherwise', async () => {
    const [type, id] = await setUp([plain, secret], { host: 'in clear', secret: 'sealed' });
    await change(type, [{ ...plain, id: 'other', required: false }]).expect(200);
    await change(type, [
      { ...plain, secure: true },
      { ...secret, secure: false },
    ]).expect(200);
    expect(await secretsOf(id)).toEqual({ host: 'in clear' });
    expect(await valuesOf(id)).toMatchObject({ secret: 'sealed' });
  });

  it('refuses to turn a field with sub-credentials into something else', async () => {
    const sub = { tunnels: [{ name: 'T', fields: [{ fieldId: 'server', value: 'a' }] }] };
    const [type, id] = await setUp([plain, multi], { host: 'a' }, sub);
    const single = { ...plain, id: 'tunnels', required: false };
    const { body } = await change(type, [plain, single]).expect(409);
    expect(body).toMatchObject({ error: 'CredentialTypeFieldInUse' });
    // Nor in two steps.
    await change(type, [plain]).expect(200);
    await change(type, [plain, single]).expect(409);
    await app.sql('delete from credentials where sub_credential_of_id = $1', [id]);
    await change(type, [plain, single]).expect(200);
  });
});
