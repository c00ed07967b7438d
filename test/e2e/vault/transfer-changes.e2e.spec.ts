import { newId } from '@app/kernel';
import { parse } from 'csv-parse/sync';
import type { FieldDefinition } from '../../../apps/api/src/modules/vault/credential-types';
import { TransferStore } from '../../../apps/api/src/modules/vault/transfer-store';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make, type TestCredentialType } from '../../support/make';
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

const importedAs = async (csv: string, query: Record<string, unknown>, user = admin) => {
  const sent = user.agent.post<Started>('/v1/credential/imports').query(query).type('text/csv').send(csv);
  return ended((await sent.expect(202)).body.data.jobId);
};

const imported = (csv: string, companyId: string, user = admin) => importedAs(csv, { companyId, typeId }, user);

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

describe('sub-credentials', () => {
  const field = (id: string, secure = false, required = false) => ({
    ...{ id, name: `The ${id}`, secure, required, valueType: secure ? ('password' as const) : ('plain_text' as const) },
  });
  const multi = (id: string, subFields: FieldDefinition[], required = false): FieldDefinition => ({
    ...{ ...field(id, false, required), valueType: 'multi_credential', subFields },
  });
  const FIELDS = [
    ...[field('host'), field('key', true)],
    multi('tunnels', [field('server', false, true), field('psk', true), multi('peers', [field('key', true)])], true),
  ];
  const values = (given: Record<string, string>) =>
    Object.entries(given).map(([fieldId, value]) => ({ fieldId, value }));
  let kind: TestCredentialType;

  beforeAll(async () => {
    kind = await make.credentialType(admin.agent, { name: 'Firewall', fields: FIELDS });
  });

  /** What there is of a company, with the names of what is above it, and its secrets in clear. */
  const treeOf = async (companyId: string) => {
    const rows = await app.sql<{ id: string }>(
      `select c.id, c.name, p.name as parent, c.definition_path, c.plain_values from credentials c
         left join credentials p on p.id = c.sub_credential_of_id where c.company_id = $1 order by c.name`,
      [companyId],
    );
    const secrets = rows.map(({ id }) =>
      admin.agent.get<{ data: object }>(`/v1/credential/credentials/${id}/secure-values`),
    );
    const answers = await Promise.all(secrets);
    return rows.map(({ id: _, ...row }, index) => ({ ...row, secrets: answers[index]?.body.data }));
  };
  const auditedOf = (companyId: string, action: string) =>
    app.sql(`select 1 from audit_log where action = $2 and after ->> 'companyId' = $1`, [companyId, action]);

  it('are rows of their own, on record, which an import reads back at any depth', async () => {
    const [from, to] = [await company(), await company()];
    const peers = [{ name: 'peer', fields: values({ key: '=deep' }) }];
    const tunnels = [
      { name: 'tunnel one', fields: values({ server: 'a', psk: 'shared' }), subCredentials: { peers } },
      { name: 'tunnel two', fields: values({ server: 'b' }) },
    ];
    const made = { typeId: kind.id, companyId: from, values: { host: 'h', key: 'top' } };
    const root = await make.credential(admin.agent, { ...made, name: 'wall', subCredentials: { tunnels } });
    const job = await exported(from, admin);
    expect(job).toMatchObject({ result: { exported: 4, subCredentials: 3 }, progress: { done: 4, total: 4 } });
    const { text } = await admin.agent.get(`/v1/credential/exports/${job.jobId}/file`).expect(200);
    const rows = parse<Record<string, string>>(text, { columns: true });
    expect(Object.keys(rows[0] ?? {}).slice(7)).toEqual(['host', 'key', 'server', 'psk']);
    expect(rows.map(({ name }) => name).slice(0, 1)).toEqual(['wall']);
    expect(rows.find(({ name }) => name === 'tunnel one')).toMatchObject({ parent: root.id, parentField: 'tunnels' });
    expect(rows.at(-1)).toMatchObject({ name: 'peer', parentField: 'peers', key: "'=deep", host: '' });
    expect(await auditedOf(from, 'credential.export')).toHaveLength(4);

    expect(await importedAs(text, { companyId: to })).toMatchObject({ result: { created: 4, failed: 0 } });
    expect(await treeOf(to)).toEqual(await treeOf(from));
    expect(await auditedOf(to, 'credential.create')).toHaveLength(4);
    await until(async () => (await app.sql('select 1 from credential_transfer_rows')).length === 0);
  });

  it('that stand in a field which the type no longer has stay behind, as its values do', async () => {
    const gone = await make.credentialType(admin.agent, { fields: [...FIELDS] });
    const companyId = await company();
    const tunnels = [{ name: 'hidden', fields: values({ server: 'a' }) }];
    await make.credential(admin.agent, { typeId: gone.id, companyId, values: {}, subCredentials: { tunnels } });
    await admin.agent
      .patch(`/v1/credential-type/${gone.id}`)
      .send({ fields: FIELDS.slice(0, 2) })
      .expect(200);
    const job = await exported(companyId, admin);
    expect(job).toMatchObject({ result: { exported: 1, subCredentials: 0 }, progress: { done: 1, total: 1 } });
  });

  it.each([[false], [true]])('are refused by row when their parent is not there (only checked: %s)', async (dryRun) => {
    const companyId = await company();
    const lines = [
      'name,company,type,id,parent,parentField,server',
      'too early,,,,1,tunnels,a',
      'wall,,Firewall,1,,,',
      'in no field,,,,1,host,a',
      'by name,nobody,nothing,2,1,the TUNNELS,a',
      'again,,Firewall,1,,,',
      'lacking,,,3,1,tunnels,',
      'below it,,,,3,peers,',
      'its own,,,4,4,tunnels,a',
      'below,,,,2,peers,',
    ];
    const { result } = await importedAs(lines.join('\n'), { companyId, dryRun });
    const absent = 'parent is no row before it that was created';
    expect(result).toEqual({
      ...{ created: 3, failed: 6 },
      errors: [
        { line: 2, problems: [absent] },
        { line: 4, problems: ['parentField is no multi-credential field of its parent'] },
        { line: 6, problems: ['id is that of a row before it'] },
        { line: 7, problems: ['server is required'] },
        { line: 8, problems: [absent] },
        { line: 9, problems: ['parent is the row itself'] },
      ],
    });
    const names = (await treeOf(companyId)).map((row) => (row as unknown as { name: string }).name);
    expect(names).toEqual(dryRun ? [] : ['below', 'by name', 'wall']);
  });

  const far = [
    'name,username,host,server,type,id,parent,parentField',
    'wall,,h,,Firewall,wall,,',
    ...Array.from({ length: IMPORT_BATCH }, (_, at) => `row ${at},u,,,Login,${at},,`),
    'tunnel,,,a,,,wall,tunnels',
  ].join('\n');

  it('find a parent that is long past, unless it is gone', async () => {
    const [found, lost] = [await company(), await company()];
    expect(await importedAs(far, { companyId: found })).toMatchObject({ result: { created: 502, failed: 0 } });
    const reached = `(new.checkpoint ->> 'rows')::int = ${IMPORT_BATCH}`;
    const job = await when(reached, `delete from credentials where company_id = '${lost}'`, () =>
      importedAs(far, { companyId: lost }),
    );
    expect(job.result).toMatchObject({ created: 501, failed: 1, errors: [{ line: 503 }] });
  });
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
