import { MasterKey, SecretBox } from '@app/crypto';
import { newId } from '@app/kernel';
import type { Figure } from '../figures';
import { watch } from '../measure/job';
import { pace } from '../measure/pace';
import { withToken } from '../measure/request';
import { p99Of } from '../measure/statistics';
import type { Bench } from '../setup/bench';
import type { Form } from '../setup/form';
import { addKeeper, KEEPER } from '../setup/keeper';
import { signIn } from '../setup/sign-in';

const FIELDS = [
  { id: 'username', name: 'User name', required: true, secure: false, valueType: 'plain_text' },
  { id: 'password', name: 'Password', required: true, secure: true, valueType: 'password' },
  { id: 'pin', name: 'PIN', required: false, secure: true, valueType: 'generic_secret' },
];
const REVEALS_PER_SECOND = 50;
const WARM_UP_SECONDS = 3;
const REVEAL_SECONDS = 6;

interface Place {
  readonly typeId: string;
  readonly companyId: string;
}

async function prepare({ client }: Bench): Promise<Place> {
  const [typeId, companyId] = [newId(), newId()];
  await addKeeper(client);
  await client.query(
    `insert into credential_types (id, name, name_key, permission_scope, fields) values ($1, 'Login', 'login', 'logins', $2::jsonb)`,
    [typeId, JSON.stringify(FIELDS)],
  );
  await client.query(`insert into companies (id, name) values ($1, 'Acme')`, [companyId]);
  return { typeId, companyId };
}

async function post(url: string, token: string, path: string, csv?: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, ...(csv !== undefined && { 'content-type': 'text/csv' }) };
  const response = await fetch(url + path, { method: 'POST', headers, body: csv });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { data: { jobId: string } }).data.jobId;
}

async function measureImport(bench: Bench, place: Place, rows: number): Promise<Figure[]> {
  const product = await bench.startProduct();
  const token = await signIn(product.url, KEEPER);
  const lines = Array.from({ length: rows }, (_, index) => `import ${index},user ${index},"secret, ${index}",${index}`);
  const csv = ['name,username,password,pin', ...lines].join('\n');
  const before = await product.residentMb();
  const startedAt = performance.now();
  const query = new URLSearchParams({ ...place }).toString();
  const jobId = await post(product.url, token, `/v1/credential/imports?${query}`, csv);
  const uploadSeconds = (performance.now() - startedAt) / 1000;
  const { seconds, peakMb } = await watch(bench.client, product, jobId);
  await bench.stop(product);
  const what = `import of ${rows.toLocaleString('en')} credentials`;
  return [
    { what: `${what}, upload and job`, value: uploadSeconds + seconds, unit: 's', atMost: 30, never: 120 },
    { what: `${what}: most resident memory, before: ${Math.round(before)} MB`, value: peakMb, unit: 'MB', atMost: 250 },
  ];
}

const ADD_CREDENTIALS = `
  insert into credentials (id, name, type_id, company_id)
  select id, 'sealed ' || id, $2, $3 from unnest($1::text[]) id`;

const ADD_VALUES = `
  insert into secure_values (id, credential_id, field_id, sealed, key_version)
  select left(credential_id, 24) || n, credential_id, 'password', sealed, 1
    from unnest($1::text[], $2::text[]) with ordinality as given (credential_id, sealed, n)`;

/** Sealed values under the first version of the master key, one per credential. @returns one of the credentials */
async function addSecrets({ client, masterKey }: Bench, { typeId, companyId }: Place, amount: number): Promise<string> {
  const box = new SecretBox(MasterKey.parse(masterKey));
  const ids = Array.from({ length: amount }, newId);
  const sealed = ids.map((record) =>
    box.seal(`secret of ${record}`, { table: 'secure_values', record, field: 'password' }),
  );
  await client.query(ADD_CREDENTIALS, [ids, typeId, companyId]);
  await client.query(ADD_VALUES, [ids, sealed]);
  await client.query('vacuum analyze secure_values');
  return ids[0] ?? '';
}

async function measureRotation(bench: Bench, place: Place, secrets: number): Promise<Figure[]> {
  const credentialId = await addSecrets(bench, place, secrets);
  bench.renewMasterKey();
  const product = await bench.startProduct();
  const token = await signIn(product.url, KEEPER);
  const reveal = withToken(`/v1/credential/credentials/${credentialId}/secure-values/password`, token);
  await pace(product.url, reveal, REVEALS_PER_SECOND, WARM_UP_SECONDS);
  const calm = await pace(product.url, reveal, REVEALS_PER_SECOND, REVEAL_SECONDS);
  const jobId = await post(product.url, token, '/v1/credential/key-rotation');
  const [{ seconds }, busy] = await Promise.all([
    watch(bench.client, product, jobId),
    pace(product.url, reveal, REVEALS_PER_SECOND, REVEAL_SECONDS),
  ]);
  const { rows } = await bench.client.query('select 1 from secure_values where key_version <> 2 limit 1');
  if (rows.length > 0) throw new Error('The rotation left secrets behind');
  await bench.stop(product);
  const refused = [...calm, ...busy].filter(({ status }) => status !== 200).length;
  const what = `rotation of ${secrets.toLocaleString('en')} secrets`;
  return [
    { what, value: seconds, unit: 's', atMost: 20, never: 120 },
    { what: `${what}: reveals that failed`, value: refused, unit: '', atMost: 0, never: 0 },
    {
      what: `${what}: p99 of reveals meanwhile, calm before: ${Math.round(p99Of(calm))} ms`,
      value: p99Of(busy),
      unit: 'ms',
      atMost: 50,
    },
  ];
}

/** The jobs of the vault: an import, and a rotation of the master key while secrets are read. */
export async function vault(bench: Bench, { vault: extent }: Form): Promise<Figure[]> {
  const place = await prepare(bench);
  return [
    ...(await measureImport(bench, place, extent.rows)),
    ...(await measureRotation(bench, place, extent.secrets)),
  ];
}
