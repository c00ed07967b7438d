import { Database, Transactions } from '@app/database';
import { PermissionSet, systemActor, type Principal } from '@app/kernel';
import { AppConfig } from '../../../apps/api/src/config';
import { Counters } from '../../../apps/api/src/modules/operations/rate-limits/counters';
import { CountingRateLimiter } from '../../../apps/api/src/modules/operations/rate-limits/counting-rate-limiter';
import { SharedRedis } from '../../../apps/api/src/redis';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany, type TestCredential, type TestCredentialType } from '../../support/make';

interface Answer<Data> {
  readonly data: Data;
}

const SECRET = 'Lovelace-1815';
const NODES = ['credential.fetch', 'credential.secure_values.read'];

let app: TestApp;
let admin: TestUser;
let company: TestCompany;
let type: TestCredentialType;
let credential: TestCredential;

beforeAll(async () => {
  app = await startTestApp({
    SWITCHYARD_REVEALS_PER_MINUTE: '5',
    SWITCHYARD_RATE_LIMIT_FACTOR: '1',
    SWITCHYARD_CREDENTIAL_SCOPES: 'true',
  });
  admin = await app.actor('*');
  company = await make.company(app);
  type = await make.credentialType(admin.agent, { permissionScope: 'aws.credentials' });
  credential = await make.credential(admin.agent, { typeId: type.id, companyId: company.id });
});
afterAll(() => app.stop());

const path = (fieldId = '') => `/v1/credential/credentials/${credential.id}/secure-values${fieldId && `/${fieldId}`}`;
const reader = () => app.actor(...NODES, 'aws.credentials.read');
const rowsOf = (user: TestUser) =>
  app.sql(`select action, after, target_name from audit_log where actor_id = $1 order by seq`, [user.id]);

it('reads one value or all, each with a row of the audit log and the reason that was given', async () => {
  const user = await reader();
  const one = await user.agent.get<Answer<object>>(path('password')).set('x-reveal-reason', 'Ticket 4711').expect(200);
  expect(one.body.data).toEqual({ fieldId: 'password', value: SECRET });
  expect((await user.agent.get<Answer<object>>(path()).expect(200)).body.data).toEqual({ password: SECRET });
  const row = { action: 'credential.secure_value.read', target_name: credential.name };
  expect(await rowsOf(user)).toEqual([
    { ...row, after: { fieldId: 'password', companyId: company.id, reason: 'Ticket 4711' } },
    { ...row, after: { fieldId: 'password', companyId: company.id } },
  ]);
});

it.each(['username', 'nothing'])('%s is no secure field', async (fieldId) => {
  const user = await reader();
  const { body } = await user.agent.get(path(fieldId)).expect(404);
  expect(body).toMatchObject({ message: `Secure field not found: ${fieldId}`, error: 'SecureFieldNotFound' });
  expect(await rowsOf(user)).toEqual([]);
});

it('wants a reason where the type says so', async () => {
  await app.sql('update credential_types set reveal_reason_required = true where id = $1', [type.id]);
  const user = await reader();
  for (const reason of [undefined, '  ']) {
    const call = user.agent.get(path('password'));
    const { body } = await (reason === undefined ? call : call.set('x-reveal-reason', reason)).expect(400);
    expect(body).toMatchObject({ errors: [{ path: ['x-reveal-reason'] }] });
  }
  await user.agent.get(path('password')).set('x-reveal-reason', 'Ticket 1').expect(200);
  await app.sql('update credential_types set reveal_reason_required = false where id = $1', [type.id]);
});

it('wants the node of the permission scope, when that policy is on', async () => {
  const user = await app.actor(...NODES);
  await user.agent.get(path('password')).expect(403);
  await user.agent.get(path()).expect(403);
  const refusal = { action: 'credential.secure_value.refuse', target_name: credential.name };
  expect(await rowsOf(user)).toEqual([
    { ...refusal, after: { companyId: company.id, fieldIds: ['password'] } },
    { ...refusal, after: { companyId: company.id } },
  ]);
  await (await app.actor(...NODES, 'aws.*')).agent.get(path('password')).expect(200);
});

describe('a type cannot be changed to read by it what one may not read', () => {
  const nodes = [...NODES, 'credential_type.*', 'obj.credentialType.*', 'obj.credential.*'];
  const plain = (user: TestUser) =>
    user.agent.patch(`/v1/credential-type/${type.id}`).send({
      fields: type.fields.map((field) => ({ ...field, secure: false })),
    });

  it('by making a field readable without the scope or the reason', async () => {
    await plain(await app.actor(...nodes)).expect(403);
    await app.sql('update credential_types set reveal_reason_required = true where id = $1', [type.id]);
    const user = await app.actor(...nodes, 'aws.credentials.read');
    expect((await plain(user).expect(400)).body).toMatchObject({ errors: [{ path: ['x-reveal-reason'] }] });
    await app.sql('update credential_types set reveal_reason_required = false where id = $1', [type.id]);
    expect(await rowsOf(user)).toEqual([]);
  });

  it('by another scope', async () => {
    const rescope = (user: TestUser, permissionScope: string) =>
      user.agent.patch(`/v1/credential-type/${type.id}`).send({ permissionScope });
    await rescope(await app.actor(...nodes), 'credential.secure_values').expect(403);
    await rescope(await app.actor(...nodes, 'aws.credentials.read'), 'other.credentials').expect(403);
    const user = await app.actor(...nodes, 'aws.credentials.read', 'other.credentials.read');
    await rescope(user, 'other.credentials').expect(200);
    await rescope(user, 'aws.credentials').expect(200);
  });

  it('by doing away with the reason', async () => {
    const policy = (user: TestUser, revealReasonRequired: boolean) =>
      user.agent.put(`/v1/credential-type/${type.id}/policy`).send({ revealReasonRequired, rotateAfterDays: null });
    await policy(await app.actor('credential_type.*'), true).expect(200);
    await policy(await app.actor('credential_type.*'), false).expect(403);
    const user = await app.actor(...nodes, 'aws.credentials.read');
    await policy(user, false).expect(200);
    expect(await app.sql('select level from audit_log where actor_id = $1', [user.id])).toEqual([{ level: 'warning' }]);
  });
});

it('takes a reason of at most 500 characters', async () => {
  const user = await reader();
  await user.agent.get(path('password')).set('x-reveal-reason', 'x'.repeat(501)).expect(400);
  await user.agent.get(path('password')).set('x-reveal-reason', 'x'.repeat(500)).expect(200);
});

it('reads no more values than a user may in a minute', async () => {
  const [user, other] = [await reader(), await reader()];
  for (let count = 0; count < 5; count += 1) await user.agent.get(path('password')).expect(200);
  const refused = await user.agent.get(path('password')).expect(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  await other.agent.get(path('password')).expect(200);
  expect((await rowsOf(user)).map(({ action }) => action)).toEqual([
    ...Array<string>(5).fill('credential.secure_value.read'),
    'credential.secure_value.refuse',
  ]);
});

it('counts together with the other processes on its database', async () => {
  const config = app.nest.get(AppConfig);
  const counters = new Counters(
    config,
    app.nest.get(Database),
    app.nest.get(Transactions),
    app.nest.get(SharedRedis, { strict: false }),
  );
  const another = new CountingRateLimiter(counters, config);
  const user = await reader();
  const principal: Principal = {
    ...{ userId: user.id, login: user.login, permissions: PermissionSet.none, kind: 'session', tokenId: 'another' },
  };
  await another.consume('reveal', { ...systemActor(), principal }, 3);
  for (let count = 0; count < 2; count += 1) await user.agent.get(path('password')).expect(200);
  await user.agent.get(path('password')).expect(429);
  await expect(another.consume('reveal', { ...systemActor(), principal })).rejects.toMatchObject({ status: 429 });
});

it('is refused when its row cannot be written', async () => {
  const user = await reader();
  await app.sql(
    `create function refuse_row() returns trigger language plpgsql as 'begin raise exception ''full''; end'`,
  );
  await app.sql('create trigger refuse_row before insert on audit_log for each row execute function refuse_row()');
  try {
    const { body } = await user.agent.get(path('password')).expect(500);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  } finally {
    await app.sql('drop trigger refuse_row on audit_log');
    await app.sql('drop function refuse_row');
  }
});

it('refuses a ciphertext that was swapped, cut or changed', async () => {
  const other = await make.credential(admin.agent, { typeId: type.id, companyId: company.id });
  const sealedOf = async (id: string) =>
    (await app.sql<{ sealed: string }>('select sealed from secure_values where credential_id = $1', [id]))[0]?.sealed ??
    '';
  const own = await sealedOf(credential.id);
  const flipped = own.slice(0, -1) + (own.endsWith('A') ? 'B' : 'A');
  for (const sealed of [await sealedOf(other.id), own.slice(0, -4), flipped]) {
    const user = await reader();
    await app.sql('update secure_values set sealed = $1 where credential_id = $2', [sealed, credential.id]);
    const { body } = await user.agent.get(path('password')).expect(500);
    expect(body).toEqual({ status: 500, message: expect.any(String) as string, successful: false });
    expect(await rowsOf(user)).toEqual([]);
  }
  await app.sql('update secure_values set sealed = $1 where credential_id = $2', [own, credential.id]);
});

it('answers the value or nothing while its credential is deleted, and no value without its row', async () => {
  const readers = await Promise.all(Array.from({ length: 6 }, reader));
  for (let round = 0; round < 4; round += 1) {
    const { id } = await make.credential(admin.agent, { typeId: type.id, companyId: company.id });
    const [, ...answers] = await Promise.all([
      admin.agent.delete(`/v1/credential/credentials/${id}`).expect(200),
      ...readers.map(({ agent }) =>
        agent.get<Answer<{ value: string }>>(`/v1/credential/credentials/${id}/secure-values/password`),
      ),
    ]);
    const read = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(answers.length - read.length);
    for (const { body } of read) expect(body).toMatchObject({ data: { value: SECRET } });
    const rows = `select 1 from audit_log where target_id = $1 and action = 'credential.secure_value.read'`;
    expect(await app.sql(rows, [id])).toHaveLength(read.length);
  }
});

it('leaves no secret in logs, metrics and audit rows', async () => {
  const secrets = [SECRET, 'Rotated-1852'];
  const fields = [{ fieldId: 'password', value: secrets[1] }];
  await admin.agent.patch(`/v1/credential/credentials/${credential.id}`).send({ fields }).expect(200);
  await admin.agent.get(path('password')).expect(200);
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  expect(metrics).toContain('secure-values');
  const written = [app.log.join('\n'), metrics, JSON.stringify(await app.sql('table audit_log'))].join('\n');
  for (const secret of secrets) {
    const bytes = Buffer.from(secret);
    for (const text of [secret, bytes.toString('base64'), bytes.toString('hex')]) expect(written).not.toContain(text);
  }
});
