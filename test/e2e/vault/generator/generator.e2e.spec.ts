import type { GeneratedCredential } from '@contract/optima';
import { startTestApp, type TestApp, type TestUser } from '../../../support/app';

interface Answer {
  readonly message: string;
  readonly data: GeneratedCredential;
  readonly errors?: { path: (string | number)[] }[];
}

const PATH = '/v1/credential/generate';

let app: TestApp;
let actor: TestUser;

beforeAll(async () => {
  app = await startTestApp({ LOG_LEVEL: 'trace' });
  actor = await app.actor('credential.generate');
});
afterAll(() => app.stop());

const generate = (body: object, user = actor) => user.agent.post<Answer>(PATH).send(body);

it('answers a password of 20 characters of every class when nothing is asked for', async () => {
  const { body, headers } = await generate({}).expect(200);
  expect(body.message).toBe('Credential Generated Successfully!');
  expect(body.data.value).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^A-Za-z0-9]).{20}$/);
  expect(body.data.entropyBits).toBeGreaterThan(120);
  expect(headers['cache-control']).toBe('no-store');
});

it('keeps to the policy of a password and of a passphrase', async () => {
  const password = await generate({
    length: 64,
    classes: ['upper', 'symbols'],
    symbols: '!\\',
    excludeLookAlikes: true,
  });
  expect(password.body.data.value).toMatch(/^[A-HJ-NP-Z!\\]{64}$/);
  const passphrase = await generate({ kind: 'passphrase', words: 4, separator: ' ', capitalise: true, digit: true });
  expect(passphrase.body.data.value).toMatch(/^[A-Z][a-z]+\d?( [A-Z][a-z]+\d?){3}$/);
  expect(passphrase.body.data.entropyBits).toBe(49.32);
});

it.each([
  ['length', 7],
  ['length', 129],
  ['length', 8.5],
  ['length', '20'],
  ['classes', []],
  ['classes', ['lower', 'emoji']],
  ['classes', 'lower'],
  ['symbols', ''],
  ['symbols', 'a'],
  ['symbols', '\u00e9'],
  ['symbols', '! '],
  ['words', 3],
  ['excludeLookAlikes', 'yes'],
  ['kind', 'pin'],
])('refuses %s %j and names the field', async (field, value) => {
  const { body } = await generate({ [field]: value }).expect(400);
  expect(body.errors?.map(({ path }) => path[0])).toEqual([field]);
});

it.each([
  ['words', 2],
  ['words', 13],
  ['separator', ''],
  ['separator', 'a'],
  ['separator', '7'],
  ['separator', '----'],
  ['length', 20],
])('refuses %s %j of a passphrase and names the field', async (field, value) => {
  const { body } = await generate({ kind: 'passphrase', [field]: value }).expect(400);
  expect(body.errors?.map(({ path }) => path[0])).toEqual([field]);
});

it('leaves no trace of the value', async () => {
  const { body } = await generate({ length: 40 }).expect(200);
  expect(app.log.some((line) => line.includes(PATH))).toBe(true);
  expect(app.log.join('\n')).not.toContain(JSON.stringify(body.data.value).slice(1, -1));
  const rows = await app.sql('select 1 from audit_log where action like $1', ['%generate%']);
  expect(rows).toEqual([]);
});

it('needs its node, and is no GET', async () => {
  await app.agent.post(PATH).send({}).expect(401);
  await generate({}, await app.actor('credential.fetch', 'obj.credential.*')).expect(403);
  await actor.agent.get(PATH).expect(405);
});
