import { SecretBox } from '@app/crypto';
import { sealedColumns } from '@app/database';
import { Client } from 'pg';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { make } from '../../support/make';
import { until } from '../../support/until';
import { makeLogin, makeLoginType, type WatchedJob } from './credentials-of';

const OLD = Buffer.alloc(32, 7).toString('base64');
const NEW = Buffer.alloc(32, 8).toString('base64');
const CREDENTIALS = 5;

interface Rotation {
  readonly data: {
    readonly currentVersion: number;
    readonly versions: { readonly version: number; readonly secrets: number }[];
    readonly waiting: number;
  };
}

/** The database of this one is shared by all of them. It only serves, so that jobs are run by those with the new key. */
let first: TestApp;
let admin: TestUser;
const ids: string[] = [];
const apps: TestApp[] = [];

const startWith = async (masterKey: string): Promise<TestApp> => {
  const app = await startTestApp({ DATABASE_URL: first.databaseUrl, SWITCHYARD_MASTER_KEY: masterKey });
  apps.push(app);
  return app;
};

const refusal = (masterKey: string): Promise<Error> =>
  startTestApp({ DATABASE_URL: first.databaseUrl, SWITCHYARD_MASTER_KEY: masterKey }).then(
    () => Promise.reject(new Error('It started')),
    (error: unknown) => error as Error,
  );

const reveal = async (app: TestApp, id: string) =>
  (await app.agent.as({ token: admin.token, patterns: ['*'] }).get(`/v1/credential/credentials/${id}/secure-values`))
    .body as { data: unknown };

const sealedTexts = () =>
  first.sql<{ id: string; sealed: string; key_version: number }>('select * from secure_values order by id');

beforeAll(async () => {
  first = await startTestApp({ SWITCHYARD_ROLE: 'api', SWITCHYARD_MASTER_KEY: OLD });
  admin = await first.actor('*');
  const place = { typeId: await makeLoginType(admin.agent, 'Login'), companyId: (await make.company(first)).id };
  for (let index = 0; index < CREDENTIALS; index += 1) {
    ids.push(await makeLogin(admin.agent, place, `login ${index}`, { password: `old ${index}`, pin: `${index}` }));
  }
  // A superseded version is a secret as well.
  await admin.agent
    .patch(`/v1/credential/credentials/${ids[0]}`)
    .send({ fields: [{ fieldId: 'password', value: 'new 0' }] })
    .expect(200);
});
afterAll(async () => {
  for (const app of apps) await app.stop();
  await first.stop();
});

describe('a start', () => {
  it('is refused with another key than the one of the database', async () => {
    const error = await refusal(NEW);
    expect(error.message).toContain('SWITCHYARD_MASTER_KEY has another key as version 1');
    expect(error.message).not.toContain(NEW);
  });

  it('is refused without the version that seals stored secrets', async () => {
    const error = await refusal(`2:${NEW}`);
    expect(error.message).toContain('SWITCHYARD_MASTER_KEY lacks version 1');
  });

  it('is refused with another key although the canary is gone, since stored secrets tell as well', async () => {
    await first.sql('create table kept_checks as select * from master_key_checks');
    await first.sql('delete from master_key_checks');
    expect((await refusal(NEW)).message).toContain('SWITCHYARD_MASTER_KEY has another key as version 1');
    expect(await first.sql('select 1 from master_key_checks')).toEqual([]);
    await first.sql('insert into master_key_checks select * from kept_checks');
    await first.sql('drop table kept_checks');
  });
});

it('every column of sealed texts is declared, so that none is left behind', async () => {
  const columns = await first.sql<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and column_name like '%sealed%' and table_name <> 'audit_seals'
        and data_type = 'text' order by 1`,
  );
  const declared = sealedColumns().map(({ table, column }) => `${table}.${column}`);
  expect(columns.map(({ name }) => name)).toEqual(declared.sort());
});

it('needs its node', async () => {
  const reader = await first.actor('credential.fetch');
  await reader.agent.get('/v1/credential/key-rotation').expect(403);
  await reader.agent.post('/v1/credential/key-rotation').expect(403);
});

describe('a rotation', () => {
  let second: TestApp;
  let agent: TestUser['agent'];

  beforeAll(async () => {
    second = await startWith(`1:${OLD},2:${NEW}`);
    agent = second.agent.as({ token: admin.token, patterns: ['*'] });
  });

  it('wraps everything anew, one at a time, and waits for what others hold', async () => {
    const before = await sealedTexts();
    const { body } = await agent.get<Rotation>('/v1/credential/key-rotation').expect(200);
    expect(body.data.currentVersion).toBe(2);
    expect(body.data.waiting).toBeGreaterThan(before.length);

    const holder = new Client(first.databaseUrl);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select 1 from secure_values where id = $1 for update', [before[2]!.id]);
    const started = await agent.post<{ data: { jobId: string } }>('/v1/credential/key-rotation').expect(202);
    await until(async () => (await sealedTexts()).filter((row) => row.key_version === 1).length === 1);
    await agent.post('/v1/credential/key-rotation').expect(409);
    await holder.query('commit');
    await holder.end();

    const job = await until(async () => {
      const answer = await agent.get<{ data: WatchedJob }>(`/v1/job/${started.body.data.jobId}`).expect(200);
      return ['succeeded', 'failed'].includes(answer.body.data.state) && answer.body.data;
    });
    expect(job).toMatchObject({ state: 'succeeded', error: null, result: { rewrapped: body.data.waiting } });
    expect(job.progress).toMatchObject({ done: body.data.waiting, total: body.data.waiting });

    const after = await sealedTexts();
    expect(after.map((row) => SecretBox.ciphertextOf(row.sealed))).toEqual(
      before.map((row) => SecretBox.ciphertextOf(row.sealed)),
    );
    expect(new Set(after.map((row) => `${row.key_version} ${SecretBox.keyVersionOf(row.sealed)}`))).toEqual(
      new Set(['2 2']),
    );
    const state = await agent.get<Rotation>('/v1/credential/key-rotation').expect(200);
    expect(state.body.data).toMatchObject({ waiting: 0, versions: [{ version: 2, secrets: body.data.waiting }] });
    expect(await first.sql(`select actor_id from audit_log where action = 'credential.key.rotate'`)).toEqual([
      { actor_id: admin.id },
    ]);
  });

  it('leaves nothing under the old key: without it sessions, secrets and the audit chain are as before', async () => {
    const third = await startWith(`2:${NEW}`);
    expect(await reveal(third, ids[0]!)).toMatchObject({ data: { password: 'new 0', pin: '0' } });
    expect(await reveal(third, ids[4]!)).toMatchObject({ data: { password: 'old 4', pin: '4' } });
    // The processes with the old key are still there; what they and the new one signed must agree.
    const [{ old }] = (await first.sql<{ old: number }>(
      `select count(*)::int as old from audit_checkpoints where key_id like '1-%'`,
    )) as [{ old: number }];
    expect(old).toBeGreaterThan(0);
    const verified = await third.agent
      .as({ token: admin.token, patterns: ['*'] })
      .post('/v1/audit/verify')
      .expect(200);
    expect(verified.body).toMatchObject({ data: { ok: true } });
  });
});
