import { PasswordHasher } from '@app/crypto';
import { startTestApp, type TestApp } from '../support/app';
import { sendRaw, type RawAnswer, type RawRequest } from '../support/inputs';

const BURST = 150;
/** Two run and 64 wait: with these under way, a fast machine has no place left for the burst either. */
const PLACES = 66;
/** A full queue of passwords takes seconds where processors are few and shared. */
const BURST_DEADLINE_MS = 60_000;
const PASSWORD = 'Correct-Horse-7!';

let app: TestApp;
let login: string;

beforeAll(async () => {
  app = await startTestApp();
  const user = await app.user([]);
  ({ login } = user);
  const hash = await app.nest.get(PasswordHasher, { strict: false }).hash(PASSWORD);
  await app.sql('update users set password_hash = $2 where id = $1', [user.id, hash]);
});

afterAll(() => app.stop());

const json = (path: string, body: object): RawRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const signIn = (): Promise<RawAnswer> =>
  sendRaw(app.url, json('/users/login', { username: login, password: PASSWORD }), BURST_DEADLINE_MS);

it('answers a burst of logins or refuses them with 503 and Retry-After, and stays lively', async () => {
  const hasher = app.nest.get(PasswordHasher, { strict: false });
  const running = Array.from({ length: PLACES }, () => hasher.hash(PASSWORD));
  const burst = Array.from({ length: BURST }, signIn);
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  await Promise.all(Array.from({ length: 5 }, () => sendRaw(app.url, { method: 'GET', path: '/health/live' })));
  const lively = elapsed();
  const answers = await Promise.all(burst);
  await Promise.all(running);
  // A share of the whole, as no clock holds on a machine whose processors are all busy: nobody waits for the passwords.
  expect(lively).toBeLessThan(0.8 * elapsed());

  const refused = answers.filter(({ status }) => status === 503);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
  for (const { headers, text } of refused) {
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(JSON.parse(text)).toEqual({ error: true, payload: expect.any(String) });
  }
  expect((await signIn()).status).toBe(200);
}, 90_000);
