import type { Pagination, StaleCredential } from '@contract/optima';
import type { FieldDefinition } from '../../../apps/api/src/modules/vault/credential-types';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany, type TestCredential, type TestCredentialType } from '../../support/make';

interface Answer<Data> {
  readonly data: Data;
  readonly pagination: Pagination;
}

const PATH = '/v1/credential/stale';
const NODES = ['credential.fetch.many', 'credential.stale.fetch'];
const DAY_MS = 86_400_000;
const ROTATE_AFTER_DAYS = 90;

const password = { id: 'password', name: 'Password', required: false, secure: true, valueType: 'password' } as const;
const key = { ...password, id: 'key', name: 'Key' };
const tunnels = {
  id: 'tunnels',
  name: 'Tunnels',
  required: false,
  secure: false,
  valueType: 'multi_credential',
} as const;
const fields: FieldDefinition[] = [password, key, { ...tunnels, subFields: [password] }];

let app: TestApp;
let admin: TestUser;
let type: TestCredentialType;
let acme: TestCompany;
let other: TestCompany;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  type = await make.credentialType(admin.agent, { fields });
  const policy = { revealReasonRequired: false, rotateAfterDays: ROTATE_AFTER_DAYS };
  await admin.agent.put(`/v1/credential-type/${type.id}/policy`).send(policy).expect(200);
});
afterAll(() => app.stop());

beforeEach(async () => {
  acme = await make.company(app, { name: 'Acme Corp' });
  other = await make.company(app, { name: 'Other Corp' });
});
afterEach(() => app.sql('delete from credentials'));

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

interface Dates {
  /** Days from now. */
  readonly expires?: number;
  /** Days ago, by field. */
  readonly ages?: Record<string, number>;
}

async function credential(name: string, { expires, ages = {} }: Dates, { company = acme, typeId = type.id } = {}) {
  const values = Object.fromEntries(Object.keys(ages).map((fieldId) => [fieldId, 'Lovelace-1815']));
  const made = await make.credential(admin.agent, { name, typeId, companyId: company.id, values });
  await date(made, { expires, ages });
  return made;
}

async function date({ id }: { id: string }, { expires, ages = {} }: Dates) {
  if (expires !== undefined) {
    const path = `/v1/credential/credentials/${id}/lifecycle`;
    await admin.agent
      .put(path)
      .send({ expiresAt: inDays(expires) })
      .expect(200);
  }
  for (const [fieldId, days] of Object.entries(ages)) {
    await app.sql('update secure_values set created_at = $3 where credential_id = $1 and field_id = $2', [
      ...[id, fieldId, inDays(-days)],
    ]);
  }
}

const stale = (query: Record<string, unknown> = {}, user = admin) =>
  user.agent.get<Answer<StaleCredential[]>>(PATH).query(query).expect(200);
const names = async (query: Record<string, unknown> = {}) => (await stale(query)).body.data.map(({ name }) => name);

it('lists what is expired, expires soon or is due for rotation, what was due first at the top', async () => {
  await credential('fine', { expires: 31, ages: { password: ROTATE_AFTER_DAYS - 1 } });
  await credential('forever', {});
  await credential('soon', { expires: 29 });
  await credential('expired', { expires: -5 });
  const both = await credential('both', { expires: 2, ages: { password: ROTATE_AFTER_DAYS + 9, key: 3 } });
  await credential('old', { ages: { password: ROTATE_AFTER_DAYS + 1, key: ROTATE_AFTER_DAYS + 2 } });
  const { body } = await stale();
  expect(body.data.map(({ name, reasons }) => [name, reasons])).toEqual([
    ['both', ['expires_soon', 'rotation_due']],
    ['expired', ['expired']],
    ['old', ['rotation_due']],
    ['soon', ['expires_soon']],
  ]);
  expect(body.pagination).toMatchObject({ totalRecords: 4, currentPage: 1 });
  expect(body.data[0]).toEqual({
    ...{ id: both.id, name: 'both', company: { id: acme.id, name: acme.name }, type: { id: type.id, name: type.name } },
    expiresAt: expect.any(String) as string,
    oldestSecureValueAt: expect.any(String) as string,
    reasons: ['expires_soon', 'rotation_due'],
  });
  const oldest = Date.parse(body.data[0]?.oldestSecureValueAt ?? '');
  expect(Math.round((Date.now() - oldest) / DAY_MS)).toBe(ROTATE_AFTER_DAYS + 9);
});

it('looks as far ahead as it is asked to', async () => {
  await credential('tomorrow', { expires: 1 });
  await credential('later', { expires: 100 });
  await credential('expired', { expires: -1 });
  expect(await names({ withinDays: 0 })).toEqual(['expired']);
  expect(await names()).toEqual(['expired', 'tomorrow']);
  expect(await names({ withinDays: 101 })).toEqual(['expired', 'tomorrow', 'later']);
});

it('forgets what was rotated or cleared, and counts no former version', async () => {
  const { id } = await credential('old', { ages: { password: 100, key: 100 } });
  const write = (fieldId: string, value: string) =>
    admin.agent
      .patch(`/v1/credential/credentials/${id}`)
      .send({ fields: [{ fieldId, value }] })
      .expect(200);
  await write('password', 'Rotated-1852');
  expect(await names()).toEqual(['old']);
  await write('key', '');
  expect(await names()).toEqual([]);
});

it('counts only fields that the type has and seals, and only types with a policy', async () => {
  const own = await make.credentialType(admin.agent, { fields: [password, key] });
  const { id } = await credential('old', { ages: { password: 100, key: 5 } }, { typeId: own.id });
  expect(await names()).toEqual([]);
  const policy = (rotateAfterDays: number | null) =>
    admin.agent
      .put(`/v1/credential-type/${own.id}/policy`)
      .send({ revealReasonRequired: false, rotateAfterDays })
      .expect(200);
  await policy(30);
  expect(await names()).toEqual(['old']);
  await admin.agent
    .patch(`/v1/credential-type/${own.id}`)
    .send({ fields: [key] })
    .expect(200);
  expect(await names()).toEqual([]);
  await date({ id }, { expires: 1 });
  const [row] = (await stale()).body.data;
  expect(row?.reasons).toEqual(['expires_soon']);
  expect(Math.round((Date.now() - Date.parse(row?.oldestSecureValueAt ?? '')) / DAY_MS)).toBe(5);
});

it('shows a sub-credential for itself', async () => {
  const parent = await credential('parent', {});
  const sent = { fieldId: 'tunnels', name: 'tunnel', fields: [{ fieldId: 'password', value: 'Lovelace-1815' }] };
  const path = `/v1/credential/credentials/${parent.id}/sub-credentials`;
  const child = (await admin.agent.post<Answer<TestCredential>>(path).send(sent).expect(201)).body.data;
  await date(child, { ages: { password: 91 } });
  expect((await stale()).body.data).toMatchObject([{ id: child.id, name: 'tunnel', reasons: ['rotation_due'] }]);
});

it('filters by company, and pages without a gap', async () => {
  for (const [index, company] of [acme, other, acme, other, acme].entries()) {
    await credential(`credential ${index}`, { expires: index, ages: { password: 91 + index } }, { company });
  }
  const expected = [4, 3, 2, 1, 0].map((index) => `credential ${index}`);
  expect(await names()).toEqual(expected);
  expect(await names({ companyId: other.id })).toEqual(['credential 3', 'credential 1']);
  expect(await names({ companyId: 'nobody' })).toEqual([]);
  const pages = await Promise.all([1, 2, 3].map((page) => names({ page, rpp: 2 })));
  expect(pages.flat()).toEqual(expected);
  const behind = (await stale({ page: 4, rpp: 2 })).body;
  expect(behind.data).toEqual([]);
  expect(behind.pagination).toMatchObject({ totalRecords: 5, totalPages: 3 });
});

it('shows of every object what the caller may see of it', async () => {
  await credential('old', { ages: { password: 91 } });
  const seen = async (...nodes: string[]) => {
    const [row = {}] = (await stale({}, await app.actor(...NODES, ...nodes))).body.data;
    const { expiresAt: _, oldestSecureValueAt: __, reasons: ___, ...gated } = row as Partial<StaleCredential>;
    return gated;
  };
  expect(await seen()).toEqual({});
  expect(await seen('obj.credential.name', 'obj.company.*', 'obj.credentialType.*')).toEqual({ name: 'old' });
  expect(await seen('obj.credential.company', 'obj.credential.type', 'obj.company.name')).toEqual({
    company: { name: acme.name },
    type: {},
  });
  expect(await seen('obj.credential.type', 'obj.credentialType.id')).toEqual({ type: { id: type.id } });
});

it.each(NODES)('asks for %s', async (node) => {
  await (await app.actor(...NODES.filter((held) => held !== node))).agent.get(PATH).expect(403);
});

it.each([
  ['withinDays', -1],
  ['withinDays', 3_651],
  ['withinDays', 'x'],
  ['rpp', 0],
  ['rpp', 501],
  ['companyId', ''],
])('refuses %s=%j and names the field', async (field, value) => {
  const { body } = await admin.agent
    .get(PATH)
    .query({ [field]: value })
    .expect(400);
  expect(body).toMatchObject({ errors: [{ path: [field] }] });
});

// The last test of the file, since no session survives it.
it('moves with the clock of the product', async () => {
  await credential('young', { expires: 200, ages: { password: 0 } });
  expect(await names()).toEqual([]);
  app.clock.advance((ROTATE_AFTER_DAYS + 1) * DAY_MS);
  const { data } = (await stale({}, await app.actor(...NODES, 'obj.credential.name'))).body;
  expect(data).toMatchObject([{ name: 'young', reasons: ['rotation_due'] }]);
});
