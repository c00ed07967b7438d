import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@app/database';
import { startTestApp, type TestApp } from '../support/app';
import { make } from '../support/make';
import { until } from '../support/until';

/** Long and unlike anything else, so that finding one proves something. */
const SECRETS = {
  first: 'Quarterback-Lighthouse-5501',
  second: 'Marmalade-Telescope-7702',
  below: 'Harpsichord-Pinecone-8803',
  former: 'Saxophone-Glacier-9904',
  imported: 'Chandelier-Mongoose-1105',
};
const CONTROL = 'Visible-Administrator-1234';

interface Started {
  readonly data: { readonly jobId: string };
}

let dataDir: string;
let server: EmbeddedPostgres;
let app: TestApp;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'switchyard-at-rest-'));
  server = await startEmbeddedPostgres({ dataDir });
  app = await startTestApp({ DATABASE_URL: server.url, DATA_DIR: dataDir });
});

afterAll(async () => {
  await app.stop();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** In clear, as hex in either case, and as base64 wherever it begins in what was encoded. */
function formsOf(secret: string): Buffer[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const aligned = [0, 1, 2].map((skip) => {
    const whole = bytes.subarray(skip, bytes.length - ((bytes.length - skip) % 3));
    return whole.toString('base64');
  });
  const texts = [secret, hex, hex.toUpperCase(), ...aligned, ...aligned.map((text) => text.replaceAll('+', '-'))];
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')];
}

async function filesWith(text: string): Promise<string[]> {
  const forms = formsOf(text);
  const found: string[] = [];
  for (const file of await filesBelow(dataDir)) {
    const content = await readFile(file);
    if (forms.some((form) => content.includes(form))) found.push(file);
  }
  return found;
}

const succeeded = (jobId: string) =>
  until(async () => (await app.sql(`select 1 from jobs where id = $1 and state = 'succeeded'`, [jobId])).length === 1);

it('no file of the data directory holds a secret, whatever happened to it', async () => {
  const admin = await app.actor('*');
  const company = await make.company(app);
  const type = await make.credentialType(admin.agent, {
    fields: [
      { id: 'username', name: 'User', required: true, secure: false, valueType: 'plain_text' },
      { id: 'password', name: 'Password', required: true, secure: true, valueType: 'password' },
      {
        ...{ id: 'keys', name: 'Keys', required: false, secure: false, valueType: 'multi_credential' },
        subFields: [{ id: 'key', name: 'Key', required: true, secure: true, valueType: 'generic_secret' }],
      },
    ],
  });
  const keys = [{ name: 'Key', fields: [{ fieldId: 'key', value: SECRETS.below }] }];
  const place = { typeId: type.id, companyId: company.id };
  const values = { username: CONTROL, password: SECRETS.first };
  const { id } = await make.credential(admin.agent, { ...place, values, subCredentials: { keys } });
  const gone = await make.credential(admin.agent, { ...place, values: { ...values, password: SECRETS.former } });
  const path = `/v1/credential/credentials/${id}`;
  await admin.agent.get(`${path}/secure-values`).expect(200);
  const fields = [{ fieldId: 'password', value: SECRETS.second }];
  await admin.agent.put(`${path}/fields`).send({ fields }).expect(200);
  await admin.agent.get(`${path}/secure-values/password`).expect(200);
  await admin.agent.delete(`/v1/credential/credentials/${gone.id}`).expect(200);
  const refused = [
    { fieldId: 'password', value: SECRETS.second },
    { fieldId: 'nothing', value: SECRETS.first },
  ];
  await admin.agent.patch(path).send({ fields: refused }).expect(400);
  const csv = `name,username,password\nImported,${CONTROL},${SECRETS.imported}`;
  const imports = admin.agent.post<Started>('/v1/credential/imports').query(place).type('text/csv').send(csv);
  await succeeded((await imports.expect(202)).body.data.jobId);
  const exports = admin.agent.post<Started>('/v1/credential/exports').send({ includeSecureValues: true });
  const { jobId } = (await exports.expect(202)).body.data;
  await succeeded(jobId);
  const file = await admin.agent.get(`/v1/credential/exports/${jobId}/file`).expect(200);
  for (const secret of [SECRETS.second, SECRETS.below, SECRETS.imported]) expect(file.text).toContain(secret);
  await admin.agent
    .post(`${path}/shares`)
    .send({ fields: ['password'] })
    .expect(201);
  await app.sql('checkpoint');

  expect(await filesWith(CONTROL)).not.toEqual([]);
  for (const secret of Object.values(SECRETS)) expect(await filesWith(secret)).toEqual([]);
  const log = Buffer.from(app.log.join('\n'));
  for (const form of Object.values(SECRETS).flatMap(formsOf)) expect(log.includes(form)).toBe(false);
});
