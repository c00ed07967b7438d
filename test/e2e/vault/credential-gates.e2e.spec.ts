import { credentialGate } from '../../../apps/api/src/modules/vault/credential-store';
import { credentialTypeGate } from '../../../apps/api/src/modules/vault/credential-types';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany, type TestCredential, type TestCredentialType } from '../../support/make';

interface Answer<Data = Record<string, unknown>> {
  readonly data: Data;
}

const BASE = '/v1/credential/credentials';
const ROUTES = ['credential.fetch', 'credential.fetch.many', 'credential.sub_credentials.fetch', 'credential_type.*'];

let app: TestApp;
let admin: TestUser;
let company: TestCompany;
let type: TestCredentialType;
let credential: TestCredential;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  company = await make.company(app);
  const multi = { id: 'subs', name: 'Subs', required: false, secure: false, valueType: 'multi_credential' as const };
  type = await make.credentialType(admin.agent, { fields: [{ ...multi, subFields: [{ ...multi, subFields: [] }] }] });
  const subCredentials = { subs: [{ name: 'Sub', fields: [] }] };
  credential = await make.credential(admin.agent, {
    typeId: type.id,
    companyId: company.id,
    values: {},
    subCredentials,
  });
});
afterAll(() => app.stop());

const readings = () => [
  `${BASE}/${credential.id}`,
  `${BASE}/company/${company.id}`,
  `${BASE}/${credential.id}/sub-credentials`,
  `/v1/credential-type/${type.id}/credentials`,
];

const firstOf = async (user: TestUser, path: string): Promise<Record<string, unknown>> => {
  const { data } = (await user.agent.get<Answer<object | object[]>>(path).expect(200)).body;
  return (Array.isArray(data) ? (data as object[])[0] : data) as Record<string, unknown>;
};

it.each(credentialGate.fields)(
  'obj.credential.%s shows that key and no other, wherever credentials are read',
  async (field) => {
    const reader = await app.actor(...ROUTES, `obj.credential.${field}`);
    for (const path of readings()) expect(Object.keys(await firstOf(reader, path))).toEqual([field]);
  },
);

it.each(credentialTypeGate.fields)('obj.credentialType.%s shows that key and no other', async (field) => {
  const reader = await app.actor(...ROUTES, `obj.credentialType.${field}`);
  for (const path of [`/v1/credential-type/${type.id}`, '/v1/credential-type']) {
    expect(Object.keys(await firstOf(reader, path))).toEqual([field]);
  }
});

it('without any field node nothing is shown, and nothing refused', async () => {
  const reader = await app.actor(...ROUTES);
  for (const path of readings()) expect(await firstOf(reader, path)).toEqual({});
});

it('the type and the company inside pass their own gates', async () => {
  const reader = await app.actor(...ROUTES, 'obj.credential.*', 'obj.credentialType.name', 'obj.company.id');
  for (const path of readings()) {
    expect(await firstOf(reader, path)).toMatchObject({ type: { name: type.name }, company: { id: company.id } });
    const { type: inner, company: owner } = await firstOf(reader, path);
    expect([Object.keys(inner as object), Object.keys(owner as object)]).toEqual([['name'], ['id']]);
  }
});

it('the answer of a write keeps the id and the keys just written', async () => {
  const writer = await app.actor('credential.update', 'credential.create', 'credential.fetch');
  const renamed = await writer.agent.patch<Answer>(`${BASE}/${credential.id}`).send({ name: 'Renamed' }).expect(200);
  expect(renamed.body.data).toEqual({ id: credential.id, name: 'Renamed' });
  const input = { name: 'Mine', typeId: type.id, companyId: company.id, fields: [] };
  const created = await writer.agent.post<Answer>(BASE).send(input).expect(201);
  expect(Object.keys(created.body.data)).toEqual(['id', 'name', 'typeId', 'companyId', 'fields']);
});

it('the answer of a write shows no field that was not written', async () => {
  const login = await make.credentialType(admin.agent);
  const { id } = await make.credential(admin.agent, { typeId: login.id, companyId: company.id });
  const writer = await app.actor('credential.update', 'credential.fields.update');
  const none = await writer.agent.patch<Answer>(`${BASE}/${id}`).send({ fields: [] }).expect(200);
  expect(none.body.data).toEqual({ id, fields: [] });
  const fields = [{ fieldId: 'password', value: 'Next-1' }];
  const one = await writer.agent.put<Answer>(`${BASE}/${id}/fields`).send({ fields }).expect(200);
  expect(one.body.data).toMatchObject({ id, fields: [{ id: 'password', value: null }] });
  expect(one.body.data.fields).toHaveLength(1);
});

it('nobody learns the order of names that they may not see', async () => {
  const owner = await make.company(app);
  const login = await make.credentialType(admin.agent);
  const place = { typeId: login.id, companyId: owner.id };
  const made: string[] = [];
  for (const name of ['b', 'c', 'a']) made.push((await make.credential(admin.agent, { ...place, name })).id);
  const reader = await app.actor(...ROUTES, 'obj.credential.id');
  const paths = [`${BASE}/company/${owner.id}`, `/v1/credential-type/${login.id}/credentials`];
  for (const path of paths) {
    const { data } = (await reader.agent.get<Answer<{ id: string }[]>>(path).expect(200)).body;
    expect(data.map((row) => row.id)).toEqual([...made].sort());
  }
  const found = await reader.agent.get<Answer<{ id: string }[]>>('/v1/credential/search?rpp=500').expect(200);
  const mine = found.body.data.map((row) => row.id).filter((id) => made.includes(id));
  expect(mine).toEqual([...made].sort());
});

describe('with SWITCHYARD_GATE_WRITES=false', () => {
  it('the answer of a write is whole', async () => {
    const open = await startTestApp({ SWITCHYARD_GATE_WRITES: 'false' });
    try {
      const writer = await open.actor('credential.create', 'credential_type.create');
      const kind = await make.credentialType((await open.actor('*')).agent);
      const owner = await make.company(open);
      const fields = [
        { fieldId: 'username', value: 'a' },
        { fieldId: 'password', value: 'b' },
      ];
      const response = await fetch(`${open.url}${BASE}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${writer.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Whole', typeId: kind.id, companyId: owner.id, fields }),
      });
      const { data } = (await response.json()) as Answer;
      expect(Object.keys(data)).toEqual(credentialGate.fields);
    } finally {
      await open.stop();
    }
  });
});
