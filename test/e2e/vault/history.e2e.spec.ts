import { SecretBox } from '@app/crypto';
import type { Pagination, SecureValueVersion } from '@contract/optima';
import { Client } from 'pg';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCompany, type TestCredential, type TestCredentialType } from '../../support/make';
import { until } from '../../support/until';

interface Answer<Data> {
  readonly data: Data;
  readonly pagination: Pagination;
}

const SECRETS = ['First-1815', 'Second-1833', 'Third-1852'] as const;
const READ = ['credential.fetch', 'credential.history.read'];
const RESTORE = ['credential.update', 'credential.history.restore'];

const fields = [
  { id: 'username', name: 'User name', required: false, secure: false, valueType: 'plain_text' },
  { id: 'password', name: 'Password', required: true, secure: true, valueType: 'password' },
  { id: 'pin', name: 'PIN', required: false, secure: true, valueType: 'password' },
] as const;

let app: TestApp;
let admin: TestUser;
let company: TestCompany;
let type: TestCredentialType;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  company = await make.company(app);
  type = await make.credentialType(admin.agent, { fields: [...fields] });
});
afterAll(() => app.stop());

const pathOf = ({ id }: { id: string }, rest = '') => `/v1/credential/credentials/${id}/history${rest}`;

const set = (user: TestUser, { id }: TestCredential, fieldId: string, value: string) =>
  user.agent
    .patch(`/v1/credential/credentials/${id}`)
    .send({ fields: [{ fieldId, value }] })
    .expect(200);

/** A credential whose password has had three values, the last two by `author`. */
async function rotated(author: TestUser): Promise<TestCredential> {
  const values = { password: SECRETS[0], pin: '1234' };
  const credential = await make.credential(admin.agent, { typeId: type.id, companyId: company.id, values });
  await set(author, credential, 'password', SECRETS[1]);
  await set(author, credential, 'password', SECRETS[2]);
  return credential;
}

const versions = async (
  credential: TestCredential,
  query: Record<string, unknown> = { fieldId: 'password' },
  user = admin,
) => (await user.agent.get<Answer<SecureValueVersion[]>>(pathOf(credential)).query(query).expect(200)).body;

const versionAt = async (credential: TestCredential, index: number): Promise<SecureValueVersion> => {
  const found = (await versions(credential)).data.at(index);
  if (!found) throw new Error('There is no such version');
  return found;
};

const valueOf = async (credential: TestCredential, fieldId = 'password') => {
  const path = `/v1/credential/credentials/${credential.id}/secure-values/${fieldId}`;
  return (await admin.agent.get<Answer<{ value: string }>>(path).expect(200)).body.data.value;
};

const rowsOf = (user: TestUser) =>
  app.sql<{ action: string; after: object }>(
    'select action, after, target_id from audit_log where actor_id = $1 order by seq',
    [user.id],
  );

const removePin = () => {
  const rest = fields.filter(({ id }) => id !== 'pin');
  return admin.agent.patch(`/v1/credential-type/${type.id}`).send({ fields: rest }).expect(200);
};
const restoreType = () => admin.agent.patch(`/v1/credential-type/${type.id}`).send({ fields }).expect(200);

describe('the list of versions', () => {
  it('names who set a value and when, newest first, and never a value', async () => {
    const author = await app.actor('*');
    const credential = await rotated(author);
    const { data, pagination } = await versions(credential);
    const authors = [author, author, admin].map(({ id, login }) => ({ id, login }));
    expect(data.map((version) => version.author)).toEqual(authors);
    expect(data.map(({ current }) => current)).toEqual([true, false, false]);
    expect(data[0]?.supersededAt).toBeNull();
    for (const index of [1, 2]) {
      expect(Date.parse(data[index]?.supersededAt ?? '')).toBeLessThanOrEqual(
        Date.parse(data[index - 1]?.createdAt ?? ''),
      );
    }
    expect(pagination).toMatchObject({ totalRecords: 3, listedRecords: 3 });
    const sealed = await app.sql('select sealed from secure_values where credential_id = $1', [credential.id]);
    const text = JSON.stringify(await versions(credential, {}));
    for (const secret of [...SECRETS, '1234', ...sealed.map((row) => String(row.sealed))]) {
      expect(text).not.toContain(secret);
    }
  });

  it('holds all secure fields unless one is asked for, in pages', async () => {
    const credential = await rotated(admin);
    const all = await versions(credential, {});
    expect(all.data.map(({ fieldId }) => fieldId).sort()).toEqual(['password', 'password', 'password', 'pin']);
    const pages = await Promise.all([1, 2, 3].map((page) => versions(credential, { page, rpp: 2 })));
    expect(pages.flatMap(({ data }) => data)).toEqual(all.data);
    expect(pages[2]?.pagination).toMatchObject({ totalRecords: 4, totalPages: 2, listedRecords: 0 });
    expect((await versions(credential, { fieldId: 'pin' })).data).toHaveLength(1);
    expect((await versions(credential, { fieldId: 'username' })).data).toEqual([]);
  });

  it('keeps versions of a field that was cleared or that the type no longer has', async () => {
    const credential = await rotated(admin);
    await set(admin, credential, 'pin', '');
    expect((await versions(credential, { fieldId: 'pin' })).data).toMatchObject([{ current: false }]);
    await set(admin, credential, 'pin', '5678');
    await removePin();
    expect((await versions(credential, { fieldId: 'pin' })).data).toMatchObject([
      { current: true },
      { current: false },
    ]);
    await restoreType();
  });

  it('shows the system as nobody, and outlives its authors', async () => {
    const author = await app.actor('*');
    const credential = await rotated(author);
    await app.sql(
      'update secure_values set author_id = null, author_login = null where credential_id = $1 and field_id = $2',
      [...[credential.id, 'pin']],
    );
    await app.sql('delete from users where id = $1', [author.id]);
    expect((await versions(credential, { fieldId: 'pin' })).data).toMatchObject([{ author: null }]);
    expect((await versions(credential)).data[0]?.author).toEqual({ id: author.id, login: author.login });
  });

  it('asks for its nodes, and for a credential', async () => {
    const credential = await rotated(admin);
    for (const nodes of [READ.slice(1), READ.slice(0, 1)]) {
      await (await app.actor(...nodes)).agent.get(pathOf(credential)).expect(403);
    }
    const reader = await app.actor(...READ);
    await reader.agent.get(pathOf(credential)).expect(200);
    expect((await reader.agent.get(pathOf({ id: 'nobody' })).expect(404)).body).toMatchObject({
      error: 'CredentialNotFound',
    });
  });

  it.each([
    ['page', 0],
    ['rpp', 501],
    ['fieldId', ''],
  ])('refuses %s=%j and names the field', async (field, value) => {
    const credential = await rotated(admin);
    const { body } = await admin.agent
      .get(pathOf(credential))
      .query({ [field]: value })
      .expect(400);
    expect(body).toMatchObject({ errors: [{ path: [field] }] });
  });
});

describe('restoring', () => {
  const restore = (user: TestUser, credential: TestCredential, versionId: string) =>
    user.agent.post<Answer<SecureValueVersion>>(pathOf(credential, `/${versionId}/restore`));

  it('makes the former value current, as a new version by whoever restores, and leaves it sealed', async () => {
    const credential = await rotated(admin);
    const first = await versionAt(credential, -1);
    const user = await app.actor(...RESTORE);
    const { data } = (await restore(user, credential, first.id).expect(200)).body;
    const author = { id: user.id, login: user.login };
    expect(data).toMatchObject({ fieldId: 'password', author, supersededAt: null, current: true });
    expect(await valueOf(credential)).toBe(SECRETS[0]);
    const { data: listed } = await versions(credential);
    expect(listed).toHaveLength(4);
    expect(listed[0]).toEqual(data);
    expect(listed.filter(({ current }) => current)).toHaveLength(1);
    const sealed = await app.sql<{ sealed: string }>('select sealed from secure_values where id = any($1)', [
      [first.id, data.id],
    ]);
    expect(new Set(sealed.map((row) => row.sealed)).size).toBe(1);
    const versionFacts = { versionId: first.id, versionCreatedAt: first.createdAt, newVersionId: data.id };
    const after = { fieldId: 'password', companyId: company.id, ...versionFacts };
    expect(await rowsOf(user)).toEqual([
      { action: 'credential.secure_value.restore', after, target_id: credential.id },
    ]);
  });

  it('brings back a value that was cleared', async () => {
    const credential = await rotated(admin);
    await set(admin, credential, 'pin', '');
    const [version] = (await versions(credential, { fieldId: 'pin' })).data;
    await restore(admin, credential, version?.id ?? '').expect(200);
    expect(await valueOf(credential, 'pin')).toBe('1234');
  });

  it('refuses the current version, and one of a field that is not secure any more', async () => {
    const credential = await rotated(admin);
    const current = await restore(admin, credential, (await versionAt(credential, 0)).id).expect(409);
    expect(current.body).toMatchObject({ error: 'VersionIsCurrent' });
    await set(admin, credential, 'pin', '5678');
    const former = (await versions(credential, { fieldId: 'pin' })).data[1]?.id ?? '';
    await removePin();
    expect((await restore(admin, credential, former).expect(409)).body).toMatchObject({ error: 'FieldNotSecure' });
    await restoreType();
    await restore(admin, credential, former).expect(200);
  });

  it('finds only versions of that credential', async () => {
    const [credential, other] = [await rotated(admin), await rotated(admin)];
    const foreign = (await versionAt(other, 1)).id;
    expect((await restore(admin, credential, foreign).expect(404)).body).toMatchObject({ error: 'VersionNotFound' });
    await restore(admin, { ...credential, id: 'nobody' }, foreign).expect(404);
  });

  it.each(RESTORE)('asks for %s', async (node) => {
    const credential = await rotated(admin);
    const user = await app.actor(...RESTORE.filter((held) => held !== node));
    await restore(user, credential, (await versionAt(credential, 1)).id).expect(403);
  });

  it('carries over what a rotation of the master key puts in the place of the old text meanwhile', async () => {
    const credential = await rotated(admin);
    const former = await versionAt(credential, 1);
    const context = { table: 'secure_values', record: credential.id, field: 'password' };
    const rewrapped = app.nest.get(SecretBox).seal(SECRETS[1], context);
    const rotation = new Client(app.databaseUrl);
    await rotation.connect();
    await rotation.query('begin');
    await rotation.query('update secure_values set sealed = $2 where id = $1', [former.id, rewrapped]);
    const restored = restore(admin, credential, former.id)
      .expect(200)
      .then(({ body }) => body.data.id);
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await until(async () => (await app.sql(waiting)).length > 0, { what: 'the restore to wait' });
    await rotation.query('commit');
    await rotation.end();
    const rows = await app.sql('select sealed from secure_values where id = any($1)', [[former.id, await restored]]);
    expect(rows).toEqual([{ sealed: rewrapped }, { sealed: rewrapped }]);
  });

  it('leaves one current version when two restore and one rotates at the same time', async () => {
    const credential = await rotated(admin);
    const [second, first] = [await versionAt(credential, 1), await versionAt(credential, 2)];
    await Promise.all([
      restore(admin, credential, second.id).expect(200),
      restore(admin, credential, first.id).expect(200),
      set(admin, credential, 'password', 'Fourth-1871'),
    ]);
    const { data } = await versions(credential);
    expect(data).toHaveLength(6);
    expect(data.map(({ current }) => current)).toEqual([true, false, false, false, false, false]);
  });
});
