import { stringify } from 'csv-stringify/sync';
import { parse } from 'csv-parse/sync';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { sendRaw } from '../../support/inputs';
import { make } from '../../support/make';
import { until } from '../../support/until';
import { makeLogin, makeLoginType, type WatchedJob } from './credentials-of';

interface Started {
  readonly data: { readonly jobId: string };
}

const SECRET = 'Tr0ub4dor-secret';
const WORDS = ['name', 'notes', 'company', 'type', 'id', 'parent', 'parentField'];

let app: TestApp;
let admin: TestUser;
let typeId: string;
let acme: string;

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.actor('*');
  typeId = await makeLoginType(admin.agent, 'Login');
  acme = (await make.company(app, { name: 'Acme, Corp', cwIdentifier: 'ACME' })).id;
});
afterAll(() => app.stop());

const place = () => ({ typeId, companyId: acme });

const ended = (user: TestUser, jobId: string): Promise<WatchedJob> =>
  until(async () => {
    const { body } = await user.agent.get<{ data: WatchedJob }>(`/v1/job/${jobId}`).expect(200);
    return ['succeeded', 'failed', 'cancelled'].includes(body.data.state) && body.data;
  });

const upload = (csv: string, query: Record<string, unknown> = {}, user = admin) =>
  user.agent.post<Started>('/v1/credential/imports').query(query).type('text/csv').send(csv);

const imported = async (csv: string, query: Record<string, unknown> = {}, user = admin) => {
  const { body } = await upload(csv, query, user).expect(202);
  return { jobId: body.data.jobId, ...(await ended(user, body.data.jobId)) };
};

const refusalOf = async (csv: string, query: Record<string, unknown> = {}) => {
  const { body } = await upload(csv, query).expect(400);
  return (body as unknown as { errors: { message: string }[] }).errors.map(({ message }) => message);
};

const secrets = async (name: string) => {
  const [row] = await app.sql<{ id: string }>('select id from credentials where name = $1', [name]);
  const answer = await admin.agent.get(`/v1/credential/credentials/${row!.id}/secure-values`).expect(200);
  return (answer.body as { data: Record<string, string> }).data;
};

const nothingKept = () => until(async () => (await app.sql('select 1 from credential_transfer_chunks')).length === 0);

describe('an import', () => {
  it('creates a credential per row, by the names that the file has, and keeps none of its text', async () => {
    const csv = stringify([
      ['Name', 'notes', 'company', 'type', 'username', 'PASSWORD', 'pin'],
      ['csv one', 'of "two"\r\nlines', 'acme, corp', 'login', 'ada', SECRET, "'=1+1"],
      ['csv two', '', 'acme', typeId, 'ben', '', ''],
      ['csv three', '', acme, 'Login', '', 'without a user name', ''],
      ['csv four', '', 'nobody', 'unheard of', 'x', '', ''],
      ['', '', 'ACME', 'Login', 'x', '', ''],
      ['csv five', '', 'ACME', 'Login', 'eva', SECRET, ''],
    ]);
    const job = await imported(`\uFEFF${csv}`);
    expect(job).toMatchObject({ state: 'succeeded', progress: { done: 6, total: 6 } });
    expect(job.result).toEqual({
      created: 3,
      failed: 3,
      errors: [
        { line: 5, problems: ['username is required'] },
        { line: 6, problems: ['company is unknown', 'type is unknown'] },
        { line: 7, problems: ['name is required'] },
      ],
    });
    expect(await secrets('csv one')).toEqual({ password: SECRET, pin: '=1+1' });
    const [one] = await app.sql(`select notes, company_id from credentials where name = 'csv one'`);
    expect(one).toEqual({ notes: 'of "two"\r\nlines', company_id: acme });
    const audited = await app.sql(
      `select target_name, actor_id from audit_log where action = 'credential.create' and target_name like 'csv%' order by seq`,
    );
    expect(audited).toEqual(
      ['csv one', 'csv two', 'csv five'].map((name) => ({ target_name: name, actor_id: admin.id })),
    );
    await nothingKept();
  });

  it('never lets a value out: not into the job, the audit log, the log, nor its own table', async () => {
    const job = await imported(`name;username;password\nleak;leaky;${SECRET}-leak\nbad;;${SECRET}-leak`, place());
    expect(job.result).toMatchObject({ created: 1, failed: 1 });
    for (const table of ['jobs', 'audit_log', 'credentials', 'credential_transfer_chunks', 'secure_values']) {
      expect(await app.sql(`select 1 from ${table} t where t::text like '%${SECRET}-leak%'`)).toEqual([]);
    }
    expect(app.log.join()).not.toContain(SECRET);
  });

  it('only checks when asked to', async () => {
    const job = await imported('name\tusername\ndry one\tada\ndry two\t', { ...place(), dryRun: true });
    expect(job.result).toEqual({
      created: 1,
      failed: 1,
      errors: [{ line: 3, problems: ['username is required'] }],
    });
    expect(await app.sql(`select 1 from credentials where name like 'dry%'`)).toEqual([]);
  });

  it('lists a bounded number of refused rows and counts all', async () => {
    const rows = Array.from({ length: 1_200 }, (_, index) => `many ${index},${index % 2 ? 'u' : ''}`);
    const { result } = await imported(['name,username', ...rows].join('\n'), place());
    expect(result).toMatchObject({ created: 600, failed: 600 });
    expect(result!.errors).toHaveLength(100);
  });

  it('refuses a file at once that cannot be read, without quoting it, and keeps nothing of it', async () => {
    expect(await refusalOf('', place())).toEqual(['the file is empty']);
    expect(await refusalOf(`name,username\nx,"${SECRET}"y\nz,w`, place())).toEqual([
      'line 2 is not well-formed: a quotation mark is out of place',
    ]);
    expect(await refusalOf(`name,username\nx,y\nz,"${SECRET}`, place())).toEqual([
      'line 3 is not well-formed: a quotation mark is out of place',
    ]);
    expect(await refusalOf(`router,${SECRET}\n`, place())).toEqual([
      'the first row names no column name',
      'column 1 is no field of the credential type',
      'column 2 is no field of the credential type',
    ]);
    expect(await refusalOf('name,username,User name\n', place())).toEqual(['column 3 has the name of one before it']);
    expect(await refusalOf('name\n')).toEqual([
      'the first row names no column company',
      'the first row names no column type',
    ]);
    expect(await refusalOf('name\nx', { companyId: 'ckx000000000000000000none' })).toEqual([
      'companyId is not a company',
    ]);
    await nothingKept();
  });

  it('refuses another type of body, but first whoever may not import', async () => {
    const send = (agent: TestApp['agent']) => agent.post('/v1/credential/imports').send({ name: 'x' });
    await send(admin.agent).expect(415);
    await send((await app.user([])).agent).expect(403);
    await send(app.agent).expect(401);
  });

  it('takes up to 32 MB of UTF-8', async () => {
    const raw = (body: Buffer) =>
      sendRaw(app.url, {
        method: 'POST',
        path: `/v1/credential/imports?typeId=${typeId}&companyId=${acme}`,
        headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'text/csv' },
        body,
      });
    expect(await raw(Buffer.from('name,username\nx,\xff', 'latin1'))).toMatchObject({ status: 400 });
    const line = `big,${'x'.repeat(999)}\n`;
    expect(await raw(Buffer.from(`name,username\n${line.repeat(33_500)}`))).toMatchObject({ status: 413 });
    await nothingKept();
  });

  it.each([['credential.create'], ['credential.import']])('needs more than %s', async (node) => {
    await upload('name,username\nx,y', place(), await app.actor(node)).expect(403);
  });

  it('refuses the row that holds U+0000, wherever, and no other', async () => {
    const rows = [
      'nul one,a\0cme,Login,u',
      'nul two,acme,Lo\0gin,u',
      'nul\0three,acme,Login,u',
      'nul four,acme,Login,u',
    ];
    const { state, result } = await imported(['name,company,type,username', ...rows].join('\n'));
    expect(state).toBe('succeeded');
    const problems = ['holds U+0000'];
    expect(result).toEqual({ created: 1, failed: 3, errors: [2, 3, 4].map((line) => ({ line, problems })) });
  });

  it('refuses a file of commas at once, with an answer of bounded length', async () => {
    expect(await refusalOf(','.repeat(900_000), place())).toEqual(['line 1 has too many cells']);
    expect(await refusalOf(','.repeat(450), place())).toHaveLength(100);
    const many = `name,username\n${`${','.repeat(1_000_000)}\n`.repeat(3)}`;
    expect(await refusalOf(many, place())).toEqual(['line 2 has too many cells']);
    await nothingKept();
  });
});

describe('an export', () => {
  let globex: string;

  beforeAll(async () => {
    globex = (await make.company(app, { name: 'Globex' })).id;
    await makeLogin(admin.agent, { typeId, companyId: globex }, 'out one', { password: SECRET, pin: '-1' });
    await makeLogin(admin.agent, { typeId, companyId: globex }, '=HYPERLINK("x")', { password: 'p, "q"' });
  });

  const exported = async (body: object, user = admin) => {
    const started = await user.agent.post<Started>('/v1/credential/exports').send(body).expect(202);
    const { jobId } = started.body.data;
    return { jobId, ...(await ended(user, jobId)) };
  };
  const fileOf = (jobId: string, user = admin) => user.agent.get(`/v1/credential/exports/${jobId}/file`);
  const cellsOf = (text: string): string[][] => parse(text, { record_delimiter: '\r\n' });

  it('writes a row per credential, every one of them on record, and an import reads it back', async () => {
    const job = await exported({ companyId: globex, includeSecureValues: true });
    expect(job).toMatchObject({
      state: 'succeeded',
      result: { exported: 2, subCredentials: 0 },
      progress: { done: 2, total: 2 },
    });
    const { text, headers } = await fileOf(job.jobId).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="credentials.csv"');
    const [header, ...rows] = cellsOf(text);
    expect(header).toEqual([...WORDS, 'username', 'password', 'pin']);
    const id = expect.any(String) as string;
    expect(rows.sort()).toEqual([
      [`'=HYPERLINK("x")`, '', 'Globex', 'Login', id, '', '', `'=HYPERLINK("x")`, 'p, "q"', ''],
      ['out one', '', 'Globex', 'Login', id, '', '', 'out one', SECRET, "'-1"],
    ]);
    const audited = await app.sql(
      `select after -> 'secureFields' as fields from audit_log where action = 'credential.export' order by target_name`,
    );
    expect(audited).toEqual([{ fields: ['password'] }, { fields: ['password', 'pin'] }]);
    expect(await app.sql(`select 1 from credential_transfer_chunks t where t::text like '%${SECRET}%'`)).toEqual([]);

    const initech = (await make.company(app, { name: 'Initech' })).id;
    expect(await imported(text, { companyId: initech })).toMatchObject({ result: { created: 2, failed: 0 } });
    const names = await app.sql<{ name: string }>('select name from credentials where company_id = $1 order by name', [
      initech,
    ]);
    expect(names.map(({ name }) => name)).toEqual(['=HYPERLINK("x")', 'out one']);
    const [copy] = await app.sql<{ id: string }>(
      `select id from credentials where company_id = $1 and name = 'out one'`,
      [initech],
    );
    const revealed = await admin.agent.get(`/v1/credential/credentials/${copy!.id}/secure-values`).expect(200);
    expect(revealed.body).toMatchObject({ data: { password: SECRET, pin: '-1' } });
  });

  it('leaves secure values out unless they are asked for with their node', async () => {
    const user = await app.actor('credential.export');
    const job = await exported({ companyId: globex, typeId }, user);
    const { text } = await fileOf(job.jobId, user).expect(200);
    expect(cellsOf(text)[0]).toEqual([...WORDS, 'username']);
    expect(text).not.toContain(SECRET);
    await user.agent.post('/v1/credential/exports').send({ includeSecureValues: true }).expect(403);
    const other = await app.actor('credential.fetch');
    await other.agent.post('/v1/credential/exports').send({}).expect(403);
  });

  it('is for the one who started it, and for an hour', async () => {
    const job = await exported({ companyId: globex, includeSecureValues: true });
    const other = await app.actor('credential.export', 'credential.secure_values.read');
    await fileOf(job.jobId, other).expect(404);
    await fileOf(job.jobId).expect(200);
    app.clock.advance(3_600_000);
    await fileOf(job.jobId).expect(404);
  });

  it('asks for a reason where the type does, and puts it on record', async () => {
    await app.sql('update credential_types set reveal_reason_required = true where id = $1', [typeId]);
    const body = { companyId: globex, includeSecureValues: true };
    const refused = await admin.agent.post('/v1/credential/exports').send(body).expect(400);
    expect(refused.body).toMatchObject({ errors: [{ path: ['reason'] }] });
    expect((await exported({ companyId: globex })).state).toBe('succeeded');
    expect((await exported({ ...body, reason: 'moving house' })).state).toBe('succeeded');
    const [row] = await app.sql<{ reason: string }>(
      `select after ->> 'reason' as reason from audit_log where action = 'credential.export' order by seq desc limit 1`,
    );
    expect(row).toEqual({ reason: 'moving house' });
    await app.sql('update credential_types set reveal_reason_required = false where id = $1', [typeId]);
  });

  it('takes nothing that is not there', async () => {
    const refused = await admin.agent.post('/v1/credential/exports').send({ typeId: 'nothing' }).expect(400);
    expect(refused.body).toMatchObject({ errors: [{ path: ['typeId'] }] });
    await fileOf('ckx000000000000000000none').expect(404);
  });
});
