import { MasterKey, SecretBox } from '@app/crypto';
import { newId } from '@app/kernel';
import type { ContractAgent } from '../support/agent';
import { until } from '../support/until';
import { MASTER_KEY, signIn, startServer } from './administrator';
import { createPlace, loseRunningJobs, type Place } from './place';
import type { ServerProcess } from './server-process';

const BOTH = `1:${MASTER_KEY},2:${Buffer.alloc(32, 10).toString('base64')}`;
const ROWS = 6_000;
const DEADLINE = { deadlineMs: 90_000 };

let place: Place;
let server: ServerProcess;
let admin: ContractAgent;

beforeAll(async () => {
  place = await createPlace();
});

afterAll(async () => {
  await server.end('SIGKILL');
  await place.discard();
});

async function start(masterKey: string): Promise<void> {
  server = await startServer(place, { SWITCHYARD_MASTER_KEY: masterKey });
  admin = await signIn(server);
}

const one = async <Row>(sql: string): Promise<Row> => (await place.client.query(sql)).rows[0] as Row;

interface Progress {
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly attempts: number;
}

const progressOf = (jobId: string) =>
  one<Progress>(
    `select state, (progress ->> 'done')::int as done, (progress ->> 'total')::int as total, attempts
       from jobs where id = '${jobId}'`,
  );

/** Kills the server when part of the job is done, starts another one, and waits until that has done the rest. */
async function interrupt(jobId: string, masterKey: string): Promise<void> {
  await until(async () => (await progressOf(jobId)).done > 0, { what: 'the job to be under way', ...DEADLINE });
  await server.end('SIGKILL');
  const { state, done, total } = await progressOf(jobId);
  expect(state).toBe('running');
  expect(done).toBeLessThan(total);
  await loseRunningJobs(place);
  await start(masterKey);
  await until(async () => (await progressOf(jobId)).state === 'succeeded', { what: 'the job to end', ...DEADLINE });
  expect((await progressOf(jobId)).attempts).toBe(2);
}

it('goes on with an import after kill -9: every row once, and every row on record', async () => {
  await start(MASTER_KEY);
  const fields = [
    { id: 'username', name: 'User name', required: true, secure: false, valueType: 'plain_text' },
    { id: 'password', name: 'Password', required: true, secure: true, valueType: 'password' },
  ];
  const type = { name: 'Login', permissionScope: 'logins', fields };
  await admin.post('/v1/credential-type').send(type).expect(201);
  const companyId = newId();
  await place.client.query('insert into companies (id, name) values ($1, $2)', [companyId, 'Acme']);
  const rows = Array.from({ length: ROWS }, (_, index) => `row ${index},acme,login,user ${index},secret ${index}`);
  const csv = ['name,company,type,username,password', ...rows].join('\n');
  const { body } = await admin
    .post<{ data: { jobId: string } }>('/v1/credential/imports')
    .type('text/csv')
    .send(csv)
    .expect(202);
  await interrupt(body.data.jobId, MASTER_KEY);

  expect(await one('select count(*)::int, count(distinct name)::int as names from credentials')).toEqual({
    count: ROWS,
    names: ROWS,
  });
  expect(
    await one(
      `select count(*)::int, count(distinct target_id)::int as targets from audit_log where action = 'credential.create'`,
    ),
  ).toEqual({ count: ROWS, targets: ROWS });
  expect(await one('select result from jobs where finished_at is not null and result ? $$created$$')).toEqual({
    result: { created: ROWS, failed: 0, errors: [] },
  });
  await until(async () => (await one<{ count: number }>('select count(*)::int from credential_transfers')).count === 0);
}, 240_000);

it('goes on with a rotation of the master key after kill -9: every secret opens, none is left behind', async () => {
  await server.end('SIGTERM');
  await start(BOTH);
  const { body } = await admin.post<{ data: { jobId: string } }>('/v1/credential/key-rotation').expect(202);
  await interrupt(body.data.jobId, BOTH);

  const box = new SecretBox(MasterKey.parse(`2:${BOTH.split(':').at(-1) ?? ''}`));
  const { rows } = await place.client.query<{ credential_id: string; field_id: string; sealed: string; name: string }>(
    'select v.credential_id, v.field_id, v.sealed, c.name from secure_values v join credentials c on c.id = v.credential_id',
  );
  expect(rows).toHaveLength(ROWS);
  for (const { credential_id: record, field_id: field, sealed, name } of rows) {
    const opened = box.openText(sealed, { table: 'secure_values', record, field });
    expect(opened).toBe(name.replace('row', 'secret'));
  }
  const state = await admin.get<{ data: { waiting: number } }>('/v1/credential/key-rotation').expect(200);
  expect(state.body.data.waiting).toBe(0);
}, 240_000);
