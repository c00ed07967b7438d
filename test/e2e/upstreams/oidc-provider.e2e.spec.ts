import { hash } from '@node-rs/argon2';
import * as client from 'openid-client';
import { Client } from 'pg';
import { startOidcProvider, type RunningOidcProvider } from '../../../apps/upstreams/src/oidc';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { Browser } from './browser';

const PUBLIC_URL = 'http://127.0.0.1:3999';
const REDIRECT_URI = `${PUBLIC_URL}/v1/auth/redirect`;
const CLIENT_SECRET = 'client-secret-of-this-test';
const PASSWORD = 'correct horse';

const faults: unknown[] = [];
let database: TestDatabase;
let provider: RunningOidcProvider;
let configuration: client.Configuration;

beforeAll(async () => {
  database = await createTestDatabase();
  await insertUsers(database.url);
  const settings = { port: 0, clientSecret: CLIENT_SECRET, publicUrl: PUBLIC_URL, databaseUrl: database.url };
  provider = await startOidcProvider(settings, (fault) => faults.push(fault));
  configuration = await client.discovery(new URL(provider.issuer), 'switchyard', CLIENT_SECRET, undefined, {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  });
});

afterAll(async () => {
  await provider.close();
  await database.drop();
  expect(faults).toEqual([]);
});

async function insertUsers(url: string): Promise<void> {
  const connection = new Client({ connectionString: url });
  await connection.connect();
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  await connection.query(
    `insert into users (id, login, name, email, password_hash, active) values
       ('cuser0000000000000000ada', 'ada', 'Ada <Admin>', 'Ada@example.com', $1, true),
       ('cuser00000000000000000bo', 'bo', 'Bo', null, $1, true),
       ('cuser0000000000000000eve', 'eve', 'Eve', 'eve@example.com', $1, false),
       ('cuser0000000000000000sso', 'sso', 'No Password', 'sso@example.com', null, true)`,
    [passwordHash],
  );
  await connection.end();
}

/** A started sign-in: the login page, and what the client must keep to check the answer. */
async function beginSignIn(parameters: Record<string, string> = {}) {
  const checks = {
    pkceCodeVerifier: client.randomPKCECodeVerifier(),
    expectedNonce: client.randomNonce(),
    expectedState: client.randomState(),
  };
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: REDIRECT_URI,
    scope: 'openid profile email',
    code_challenge: await client.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: 'S256',
    nonce: checks.expectedNonce,
    state: checks.expectedState,
    ...parameters,
  });
  const browser = new Browser(provider.issuer);
  return { browser, page: await browser.open(url.href), checks };
}

const redirectOf = (response: Response): URL => new URL(response.headers.get('location') ?? 'about:blank');

describe('the local OIDC provider', () => {
  it.each([
    ['login name', 'ADA'],
    ['e-mail', 'ada@EXAMPLE.com'],
  ])('signs a user in by %s: code, PKCE, nonce and a verified id_token', async (_name, login) => {
    const { browser, page, checks } = await beginSignIn();
    expect(page.status).toBe(200);
    const redirect = redirectOf(await browser.submit(page, { login, password: PASSWORD }, { origin: provider.issuer }));
    expect(redirect.href.startsWith(`${REDIRECT_URI}?`)).toBe(true);
    const tokens = await client.authorizationCodeGrant(configuration, redirect, checks);
    expect(tokens.claims()).toMatchObject({
      iss: provider.issuer,
      aud: 'switchyard',
      sub: 'cuser0000000000000000ada',
      name: 'Ada <Admin>',
      preferred_username: 'ada',
      email: 'Ada@example.com',
    });
  });

  it('omits the e-mail of a user who has none', async () => {
    const { browser, page, checks } = await beginSignIn();
    const redirect = redirectOf(await browser.submit(page, { login: 'bo', password: PASSWORD }));
    const tokens = await client.authorizationCodeGrant(configuration, redirect, checks);
    expect(tokens.claims()).toMatchObject({ preferred_username: 'bo' });
    expect(tokens.claims()).not.toHaveProperty('email');
  });

  it.each([
    ['a wrong password', 'ada', 'wrong'],
    ['an unknown login', 'nobody', PASSWORD],
    ['a disabled user', 'eve', PASSWORD],
    ['a user without a password', 'sso', ''],
  ])('shows an error and gives no code for %s', async (_name, login, password) => {
    const { browser, page } = await beginSignIn();
    const answer = await browser.submit(page, { login, password });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).toContain('The login or the password is wrong.');
  });

  it('lets the user try again after a mistake', async () => {
    const { browser, page, checks } = await beginSignIn();
    const refused = await browser.submit(page, { login: 'ada', password: 'wrong' });
    const redirect = redirectOf(await browser.submit(refused, { login: 'ada', password: PASSWORD }));
    await expect(client.authorizationCodeGrant(configuration, redirect, checks)).resolves.toHaveProperty('id_token');
  });

  it('escapes what the user typed and allows no script', async () => {
    const { browser, page } = await beginSignIn();
    const answer = await browser.submit(page, { login: '"><script>alert(1)</script>', password: 'x' });
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).not.toContain('<script');
  });

  it('refuses a form that another site sent', async () => {
    const { browser, page } = await beginSignIn();
    const answer = await browser.submit(page, { login: 'ada', password: PASSWORD }, { origin: 'http://evil.example' });
    expect(answer.status).toBe(403);
  });

  it('refuses a form without the cookie of the sign-in', async () => {
    const { page } = await beginSignIn();
    const answer = await new Browser(provider.issuer).submit(page, { login: 'ada', password: PASSWORD });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('expired');
  });

  it('insists on PKCE', async () => {
    const { page } = await beginSignIn({ code_challenge: '', code_challenge_method: '' });
    expect(redirectOf(page).searchParams.get('error')).toBe('invalid_request');
  });

  it('sends nobody to a redirect URI that is not registered', async () => {
    const { page } = await beginSignIn({ redirect_uri: 'http://evil.example/' });
    expect(page.status).toBe(400);
    expect(page.headers.get('location')).toBeNull();
  });

  it('takes a code once, from the client that knows the secret', async () => {
    const { browser, page, checks } = await beginSignIn();
    const redirect = redirectOf(await browser.submit(page, { login: 'ada', password: PASSWORD }));
    const stranger = await client.discovery(new URL(provider.issuer), 'switchyard', 'another-secret', undefined, {
      execute: [client.allowInsecureRequests],
    });
    await expect(client.authorizationCodeGrant(stranger, redirect, checks)).rejects.toMatchObject({ status: 401 });
    await client.authorizationCodeGrant(configuration, redirect, checks);
    await expect(client.authorizationCodeGrant(configuration, redirect, checks)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });
});
