import { createHmac } from 'node:crypto';
import type { OneTimeCode } from '@contract/optima';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany, type TestCredentialType } from '../../support/make';

interface Answer<Data> {
  readonly data: Data;
}

const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const KEY = Buffer.from('12345678901234567890');
const URI = `otpauth://totp/Acme:admin%40acme.example?secret=${SEED}&issuer=Acme`;
const PASSWORD = 'Lovelace-1815';
const NODES = ['credential.fetch', 'credential.totp.read'];
const REASON = 'x-reveal-reason';

const fields = [
  { id: 'note', name: 'Note', required: false, secure: false, valueType: 'plain_text' },
  { id: 'password', name: 'Password', required: false, secure: true, valueType: 'password' },
  { id: 'mfa', name: 'Second factor', required: false, secure: true, valueType: 'generic_secret' },
  { id: 'sealedText', name: 'Sealed text', required: false, secure: true, valueType: 'plain_text' },
] as const;

let app: TestApp;
let admin: TestUser;
let company: TestCompany;
let type: TestCredentialType;

beforeAll(async () => {
  app = await startTestApp({
    SWITCHYARD_REVEALS_PER_MINUTE: '4',
    SWITCHYARD_RATE_LIMIT_FACTOR: '1',
    SWITCHYARD_CREDENTIAL_SCOPES: 'true',
  });
  admin = await app.actor('*');
  company = await make.company(app);
  type = await make.credentialType(admin.agent, { permissionScope: 'aws.credentials', fields: [...fields] });
});
afterAll(() => app.stop());

const holding = (values: Record<string, string>, typeId = type.id) =>
  make.credential(admin.agent, { typeId, companyId: company.id, values });
const reader = () => app.actor(...NODES, 'aws.credentials.read');
const codeOf = (user: TestUser, { id }: { id: string }, fieldId = 'mfa') =>
  user.agent.get<Answer<OneTimeCode>>(`/v1/credential/credentials/${id}/totp/${fieldId}`);
const rowsOf = (user: TestUser) =>
  app.sql('select action, after from audit_log where actor_id = $1 order by seq', [user.id]);

/** RFC 4226 by hand. */
function hotp(counter: number, digits = 6, algorithm = 'sha1'): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac(algorithm, KEY).update(message).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}

const counterOf = ({ validUntil, period }: OneTimeCode): number => Date.parse(validUntil) / (period * 1_000) - 1;

it('answers the code of this moment and how long it holds, never the seed', async () => {
  const credential = await holding({ mfa: URI });
  const user = await reader();
  const { body, text } = await codeOf(user, credential).set(REASON, 'Ticket 4711').expect(200);
  expect(body.data).toMatchObject({
    fieldId: 'mfa',
    digits: 6,
    period: 30,
    issuer: 'Acme',
    label: 'admin@acme.example',
  });
  expect(body.data.code).toBe(hotp(counterOf(body.data)));
  expect(body.data.remaining).toBeGreaterThan(0);
  expect(body.data.remaining).toBeLessThanOrEqual(30);
  expect(text).not.toContain(SEED);
  const after = { fieldId: 'mfa', companyId: company.id, reason: 'Ticket 4711' };
  expect(await rowsOf(user)).toEqual([{ action: 'credential.totp.read', after }]);
});

it('moves with the clock of the product', async () => {
  const credential = await holding({ mfa: `${URI}&algorithm=SHA1&digits=8&period=600` });
  const user = await reader();
  const before = (await codeOf(user, credential).expect(200)).body.data;
  app.clock.advance(600_000);
  const later = (await codeOf(user, credential).expect(200)).body.data;
  app.clock.advance(-600_000);
  expect(counterOf(later)).toBeGreaterThan(counterOf(before));
  for (const answer of [before, later]) expect(answer.code).toBe(hotp(counterOf(answer), 8));
});

it.each(['SHA1', 'SHA256', 'SHA512'])(
  'makes codes by %s, and names no issuer that the URI does not',
  async (algorithm) => {
    const uri = `otpauth://totp/admin?secret=${SEED}&algorithm=${algorithm}&digits=7&period=45`;
    const credential = await holding({ sealedText: uri });
    const { data } = (await codeOf(await reader(), credential, 'sealedText').expect(200)).body;
    expect(data).toMatchObject({ digits: 7, period: 45, label: 'admin' });
    expect(data).not.toHaveProperty('issuer');
    expect(data.code).toBe(hotp(counterOf(data), 7, algorithm.toLowerCase()));
  },
);

it('finds no code where there is no secure value', async () => {
  const credential = await holding({ note: URI.replace(SEED, 'MFRGGZDFMZTWQ2LK') });
  const user = await reader();
  for (const fieldId of ['note', 'mfa', 'nothing']) {
    const { body } = await codeOf(user, credential, fieldId).expect(404);
    expect(body).toMatchObject({ message: `Secure field not found: ${fieldId}`, error: 'SecureFieldNotFound' });
  }
  const { body } = await codeOf(user, { id: 'nobody' }).expect(404);
  expect(body).toMatchObject({ error: 'CredentialNotFound' });
  expect(await rowsOf(user)).toEqual([]);
});

it('makes no code of a value that is none, and records none', async () => {
  const hotpUri = `otpauth://hotp/admin?secret=${SEED}&counter=1`;
  const credential = await holding({ password: PASSWORD, mfa: hotpUri });
  const user = await reader();
  for (const fieldId of ['password', 'mfa']) {
    const { body, text } = await codeOf(user, credential, fieldId).expect(409);
    expect(body).toMatchObject({ error: 'NoOneTimeCode' });
    expect(text).not.toContain(PASSWORD);
  }
  expect(await rowsOf(user)).toEqual([]);
});

it.each(NODES)('asks for %s', async (node) => {
  const credential = await holding({ mfa: URI });
  const user = await app.actor(...NODES.filter((held) => held !== node), 'aws.*', 'credential.secure_values.read');
  await codeOf(user, credential).expect(403);
});

it('asks for the node of the permission scope, when that policy is on', async () => {
  const credential = await holding({ mfa: URI });
  const user = await app.actor(...NODES);
  await codeOf(user, credential).expect(403);
  expect((await rowsOf(user)).map(({ action }) => action)).toEqual(['credential.secure_value.refuse']);
});

it('asks for a reason where the policy of the type does', async () => {
  const strict = await make.credentialType(admin.agent, { permissionScope: 'aws.credentials', fields: [...fields] });
  const credential = await holding({ mfa: URI }, strict.id);
  const policy = { revealReasonRequired: true, rotateAfterDays: null };
  await admin.agent.put(`/v1/credential-type/${strict.id}/policy`).send(policy).expect(200);
  const user = await reader();
  const { body } = await codeOf(user, credential).expect(400);
  expect(body).toMatchObject({ errors: [{ path: [REASON] }] });
  await codeOf(user, credential).set(REASON, 'Ticket 1').expect(200);
});

it('counts towards the reveals of the user', async () => {
  const credential = await holding({ mfa: URI });
  const user = await reader();
  for (let count = 0; count < 4; count += 1) await codeOf(user, credential).expect(200);
  await codeOf(user, credential).expect(429);
  const actions = (await rowsOf(user)).map(({ action }) => action);
  expect(actions).toEqual([...Array<string>(4).fill('credential.totp.read'), 'credential.secure_value.refuse']);
});

describe('an otpauth URI that is written', () => {
  const create = (values: Record<string, string>) =>
    admin.agent.post('/v1/credential/credentials').send({
      ...{ name: 'Server', typeId: type.id, companyId: company.id },
      fields: Object.entries(values).map(([fieldId, value]) => ({ fieldId, value })),
    });
  const refused = { errors: [{ path: ['fields', 0, 'value'] }] };

  it.each([
    'otpauth://',
    'otpauth://totp/admin',
    'otpauth://totp/admin?secret=',
    'otpauth://totp/admin?secret=n0-base32!',
    `otpauth://motp/admin?secret=${SEED}`,
    `otpauth://totp/admin?secret=${SEED}&digits=9`,
    `OTPAUTH://totp/admin?secret=${SEED}&algorithm=MD5`,
  ])('is refused as %s', async (uri) => {
    for (const fieldId of ['mfa', 'password', 'sealedText']) {
      const { body, text } = await create({ [fieldId]: uri }).expect(400);
      expect(body).toMatchObject(refused);
      expect(text).not.toContain(SEED);
    }
  });

  it('is held to the same on updates, and is any text in a field that seals nothing', async () => {
    const credential = await holding({ mfa: URI, note: 'otpauth://nothing' });
    const { body } = await admin.agent
      .patch(`/v1/credential/credentials/${credential.id}`)
      .send({ fields: [{ fieldId: 'mfa', value: `${URI}&period=0` }] })
      .expect(400);
    expect(body).toMatchObject(refused);
    await codeOf(await reader(), credential).expect(200);
  });
});

it('leaves no seed and no code in logs and audit rows', async () => {
  const credential = await holding({ mfa: URI });
  const { code } = (await codeOf(await reader(), credential).expect(200)).body.data;
  const rows = await app.sql('select action, message, before, after from audit_log where target_id = $1', [
    credential.id,
  ]);
  expect(JSON.stringify(rows)).not.toContain(code);
  const written = [app.log.join('\n'), JSON.stringify(await app.sql('table audit_log'))].join('\n');
  for (const secret of [SEED, KEY.toString(), KEY.toString('hex')]) expect(written.includes(secret)).toBe(false);
});
