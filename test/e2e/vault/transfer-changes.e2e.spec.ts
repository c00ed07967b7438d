import { newId } from '@app/kernel';
import { TransferStore } from '../../../apps/api/src/modules/vault/transfer-store';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make } from '../../support/make';
import { until } from '../../support/until';
import { makeLoginType, type WatchedJob } from './credentials-of';

interface Started {
  readonly data: { readonly jobId: string };
}

/** As many rows as make one batch, of an import and of an export. */
const IMPORT_BATCH = 500;
const EXPORT_BATCH = 250;
const EXPORTER = ['credential.export', 'credential.secure_values.read', 'logins.read'];

let app: TestApp;
let admin: TestUser;
let typeId: string;

beforeAll(async () => {
  app = await startTestApp({ SWITCHYARD_CREDENTIAL_SCOPES: 'true' });
  admin = await app.actor('*');
  typeId = await makeLoginType(admin.agent, 'Login');
});
afterAll(() => app.stop());

const company = async () => (await make.company(app)).id;

const ended = (jobId: string): Promise<WatchedJob> =>
  until(async () => {
    const { body } = await admin.agent.get<{ data: WatchedJob }>(`/v1/job/${jobId}`).expect(200);
    return ['succeeded', 'failed', 'cancelled'].includes(body.data.state) && body.data;
  });

const csvOf = (count: number, padding = '') =>
  ['name,username,password', ...Array.from({ length: count }, (_, at) => `row ${at},u${padding},secret ${at}`)].join(
    '\n',
  );

const imported = async (csv: string, companyId: string, user = admin) => {
  const path = '/v1/credential/imports';
  const sent = user.agent.post<Started>(path).query({ companyId, typeId }).type('text/csv').send(csv);
  return ended((await sent.expect(202)).body.data.jobId);
};

const exported = async (companyId: string, user: TestUser) => {
  const body = { companyId, includeSecureValues: true };
  const started = await user.agent.post<Started>('/v1/credential/exports').send(body).expect(202);
  const { jobId } = started.body.data;
  return { jobId, ...(await ended(jobId)) };
};

const countIn = async (companyId: string) =>
  (await app.sql<{ count: number }>('select count(*)::int from credentials where company_id = $1', [companyId]))[0]
    ?.count;

const setRights = (user: TestUser, nodes: readonly string[]) =>
  app.sql('update users set permissions = $2 where id = $1', [user.id, nodes]);

/** Lets the database do something to a job the moment it gets there, and takes that back when the work is over. */
async function when<T>(condition: string, effect: string, work: () => Promise<T>): Promise<T> {
  await app.sql(`create function interfere() returns trigger language plpgsql as
    $$ begin if ${condition} then ${effect}; end if; return null; end $$`);
  await app.sql('create trigger interfere after update on jobs for each row execute function interfere()');
  try {
    return await work();
  } finally {
    await app.sql('drop function interfere cascade');
  }
}

const withdraw = `update users set permissions = '{}' where id = new.created_by`;

describe('rights that are withdrawn while a job runs', () => {
  it.each([['credential.import'], ['credential.create']])('end an import at its next batch: %s', async (lost) => {
    const companyId = await company();
    const user = await app.actor('credential.import', 'credential.create');
    const effect = `update users set permissions = array_remove(permissions, '${lost}') where id = new.created_by`;
    const job = await when(`(new.checkpoint ->> 'rows')::int = ${IMPORT_BATCH}`, effect, () =>
      imported(csvOf(IMPORT_BATCH + 1), companyId, user),
    );
    expect(job.state).toBe('failed');
    expect(await countIn(companyId)).toBe(IMPORT_BATCH);
  });

  it('end an export at its next batch, and leave no file', async () => {
    const companyId = await company();
    expect(await imported(csvOf(EXPORT_BATCH + 1), companyId)).toMatchObject({ state: 'succeeded' });
    const user = await app.actor(...EXPORTER);
    const job = await when(`(new.checkpoint ->> 'exported')::int = ${EXPORT_BATCH}`, withdraw, () =>
      exported(companyId, user),
    );
    expect(job.state).toBe('failed');
    await setRights(user, EXPORTER);
    await until(async () => (await app.sql('select 1 from credential_transfers')).length === 0);
    await user.agent.get(`/v1/credential/exports/${job.jobId}/file`).expect(404);
  });
});

it('hands out a file only while its reader may read secure values of every type in it', async () => {
  const companyId = await company();
  await imported(csvOf(1), companyId);
  const user = await app.actor(...EXPORTER);
  const { jobId } = await exported(companyId, user);
  // What was exported counts, not what is there now.
  await app.sql('delete from credentials where company_id = $1', [companyId]);
  const fetched = () => user.agent.get(`/v1/credential/exports/${jobId}/file`);
  expect((await fetched().expect(200)).text).toContain('secret 0');
  await setRights(user, EXPORTER.slice(0, 2));
  await fetched().expect(403);
  await setRights(user, [...EXPORTER.slice(0, 1), ...EXPORTER.slice(2)]);
  await fetched().expect(403);
});

describe('an import whose file is gone', () => {
  const begins = `new.state = 'running' and old.state = 'queued'`;
  const long = csvOf(1_200, 'x'.repeat(1_000));

  it.each([
    ['before it begins', begins, 'delete from credential_transfers where job_id = new.id', csvOf(3), 0],
    ['on the way', `new.checkpoint is not null`, 'delete from credential_transfers where job_id = new.id', long, 500],
    ['but for its place', begins, 'delete from credential_transfer_chunks', csvOf(3), 0],
  ])('fails, and makes nothing of half a row: %s', async (_, condition, effect, csv, created) => {
    const companyId = await company();
    const job = await when(condition, effect, () => imported(csv, companyId));
    expect(job).toMatchObject({ state: 'failed', error: 'The file is gone' });
    expect(await countIn(companyId)).toBe(created);
  });

  it('fails when only some of its pieces are', async () => {
    const effect = 'delete from credential_transfer_chunks where position > 1';
    const job = await when(begins, effect, async () => imported(long, await company()));
    expect(job).toMatchObject({ state: 'failed', error: 'The file is gone' });
  });
});

it.each([
  ['queued', 1],
  ['running', 1],
  ['cancelled', 0],
])('the sweep leaves the expired file of a %s job alone or not', async (state, left) => {
  const [jobId, id] = [newId(), newId()];
  // Nobody does jobs of this kind.
  await app.sql(`insert into jobs (id, kind, state, input, origin) values ($1, 'test.nobody', 'queued', '{}', '{}')`, [
    jobId,
  ]);
  await app.sql(`insert into credential_transfers (id, direction, job_id, expires_at) values ($1, 'import', $2, $3)`, [
    ...[id, jobId],
    new Date(0),
  ]);
  await app.sql('update jobs set state = $2, heartbeat_at = clock_timestamp() where id = $1', [jobId, state]);
  await app.nest.get(TransferStore).sweep();
  expect(await app.sql('select 1 from credential_transfers where id = $1', [id])).toHaveLength(left);
  await app.sql('delete from jobs where id = $1', [jobId]);
  await app.nest.get(TransferStore).sweep();
  expect(await app.sql('select 1 from credential_transfers where id = $1', [id])).toEqual([]);
});
