import type { RevealedVersion, SecureValueVersion } from '@contract/optima';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany, type TestCredential, type TestCredentialType } from '../../support/make';

interface Answer<Data> {
  readonly data: Data;
}

const FORMER = 'First-1815';
const REVEAL = ['credential.fetch', 'credential.history.read', 'credential.secure_values.read'];

let app: TestApp;
let admin: TestUser;
let company: TestCompany;
let type: TestCredentialType;

beforeAll(async () => {
  app = await startTestApp({
    SWITCHYARD_REVEALS_PER_MINUTE: '3',
    SWITCHYARD_RATE_LIMIT_FACTOR: '1',
    SWITCHYARD_CREDENTIAL_SCOPES: 'true',
  });
  admin = await app.actor('*');
  company = await make.company(app);
  type = await make.credentialType(admin.agent, { permissionScope: 'aws.credentials' });
});
afterAll(() => app.stop());

const pathOf = ({ id }: { id: string }, rest = '') => `/v1/credential/credentials/${id}/history${rest}`;

/** A credential whose password was replaced once. */
async function rotated({ id: typeId } = type): Promise<TestCredential> {
  const values = { username: 'ada', password: FORMER };
  const credential = await make.credential(admin.agent, { typeId, companyId: company.id, values });
  const fields = [{ fieldId: 'password', value: 'Second-1833' }];
  await admin.agent.patch(`/v1/credential/credentials/${credential.id}`).send({ fields }).expect(200);
  return credential;
}

/** The id of the replaced version. */
async function formerOf(credential: TestCredential): Promise<string> {
  const { body } = await admin.agent.get<Answer<SecureValueVersion[]>>(pathOf(credential)).expect(200);
  const former = body.data.find(({ current }) => !current);
  if (!former) throw new Error('There is no former version');
  return former.id;
}

const reader = () => app.actor(...REVEAL, 'aws.credentials.read');
const reveal = (user: TestUser, credential: TestCredential, versionId: string) =>
  user.agent.get<Answer<RevealedVersion>>(pathOf(credential, `/${versionId}`));
const rowsOf = (user: TestUser) =>
  app.sql('select action, after, target_id from audit_log where actor_id = $1 order by seq', [user.id]);

it('shows its value, with a row of the audit log and the reason', async () => {
  const credential = await rotated();
  const id = await formerOf(credential);
  const user = await reader();
  const { body } = await reveal(user, credential, id).set('x-reveal-reason', 'Ticket 4711').expect(200);
  expect(body.data).toEqual({ id, fieldId: 'password', value: FORMER });
  const after = { fieldId: 'password', companyId: company.id, versionId: id, reason: 'Ticket 4711' };
  expect(await rowsOf(user)).toEqual([
    { action: 'credential.secure_value.read_version', after, target_id: credential.id },
  ]);
});

it.each(REVEAL)('is not shown without %s', async (node) => {
  const credential = await rotated();
  const id = await formerOf(credential);
  const user = await app.actor(...REVEAL.filter((held) => held !== node), 'aws.credentials.read');
  await reveal(user, credential, id).expect(403);
});

it('is not shown without the node of the permission scope', async () => {
  const credential = await rotated();
  const id = await formerOf(credential);
  const user = await app.actor(...REVEAL);
  await reveal(user, credential, id).expect(403);
  expect(await rowsOf(user)).toEqual([
    { action: 'credential.secure_value.refuse', after: { companyId: company.id }, target_id: credential.id },
  ]);
});

it('needs a reason where the policy of the type says so', async () => {
  const strict = await make.credentialType(admin.agent, { permissionScope: 'aws.credentials' });
  const credential = await rotated(strict);
  const policy = { revealReasonRequired: true, rotateAfterDays: null };
  await admin.agent.put(`/v1/credential-type/${strict.id}/policy`).send(policy).expect(200);
  const id = await formerOf(credential);
  const user = await reader();
  const { body } = await reveal(user, credential, id).expect(400);
  expect(body).toMatchObject({ errors: [{ path: ['x-reveal-reason'] }] });
  await reveal(user, credential, id).set('x-reveal-reason', 'Ticket 1').expect(200);
});

it('counts towards the reveals of the user', async () => {
  const credential = await rotated();
  const id = await formerOf(credential);
  const user = await reader();
  for (let count = 0; count < 3; count += 1) await reveal(user, credential, id).expect(200);
  await reveal(user, credential, id).expect(429);
  await user.agent.get(`/v1/credential/credentials/${credential.id}/secure-values/password`).expect(429);
  const refused = Array<string>(2).fill('credential.secure_value.refuse');
  expect((await rowsOf(user)).map(({ action }) => action).slice(3)).toEqual(refused);
});

it('is one of that credential', async () => {
  const [credential, other] = [await rotated(), await rotated()];
  const user = await reader();
  const { body } = await reveal(user, credential, await formerOf(other)).expect(404);
  expect(body).toMatchObject({ error: 'VersionNotFound' });
  await reveal(user, credential, 'nothing').expect(404);
  await reveal(user, { ...credential, id: 'nobody' }, 'nothing').expect(404);
  expect(await rowsOf(user)).toEqual([]);
});

it('is refused when its row cannot be written', async () => {
  const credential = await rotated();
  const id = await formerOf(credential);
  const user = await reader();
  await app.sql(`create function refuse_row() returns trigger language plpgsql as 'begin raise ''full''; end'`);
  await app.sql('create trigger refuse_row before insert on audit_log for each row execute function refuse_row()');
  try {
    const { text } = await reveal(user, credential, id).expect(500);
    expect(text).not.toContain(FORMER);
  } finally {
    await app.sql('drop trigger refuse_row on audit_log');
    await app.sql('drop function refuse_row');
  }
});

it('leaves no former value in logs and audit rows', async () => {
  const credential = await rotated();
  await reveal(await reader(), credential, await formerOf(credential)).expect(200);
  const written = [app.log.join('\n'), JSON.stringify(await app.sql('table audit_log'))].join('\n');
  const bytes = Buffer.from(FORMER);
  for (const text of [FORMER, bytes.toString('base64'), bytes.toString('hex')]) {
    expect(written.includes(text)).toBe(false);
  }
});
