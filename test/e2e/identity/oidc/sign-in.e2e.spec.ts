import { generateKeyPair, type JWTPayload } from 'jose';
import { SignInDelivery } from '@app/realtime';
import { startTestApp, type TestApp } from '../../../support/app';
import { begin, comeBack, formOf, WaitingClients, type Begun } from './browser-sign-in';
import { FakeIssuer } from './fake-issuer';

const ADA = { sub: 'subject-of-ada', name: 'Ada Lovelace', email: 'ada@example.com', preferred_username: 'ada' };
const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';
const LIFETIME_MS = 600_000;

let issuer: FakeIssuer;
let app: TestApp;
let clients: WaitingClients;
let ada: { id: string };

beforeAll(async () => {
  issuer = await FakeIssuer.start();
  app = await startTestApp(issuer.env);
  clients = new WaitingClients(app);
  ada = await app.user(['user.read'], { login: 'ada' });
  await link(ada.id, ADA.sub);
});

afterAll(async () => {
  clients.close();
  await app.stop();
  await issuer.stop();
});

const link = (userId: string, subject: string) =>
  app.sql('insert into user_identities (issuer, subject, user_id) values ($1, $2, $3)', [issuer.url, subject, userId]);

const returnAs = (begun: Begun, claims: JWTPayload = ADA, options: { cookie?: string; accept?: string } = {}) =>
  comeBack(app, issuer.url, {
    callbackKey: begun.callbackKey,
    cookie: begun.cookie,
    code: issuer.grant(begun.uri, claims),
    ...options,
  });

const errorOf = ({ body }: { body: unknown }) => (body as { error?: string }).error;

describe('GET /v1/auth/uri', () => {
  it('leads to the provider with code, PKCE and nonce, and ties the sign-in to the browser', async () => {
    const response = await app.agent.get<{ data: Begun }>('/v1/auth/uri').expect(200);

    const { uri, callbackKey } = response.body.data;
    const query = Object.fromEntries(new URL(uri).searchParams);
    expect(uri.startsWith(`${issuer.url}/authorize?`)).toBe(true);
    expect(query).toMatchObject({
      response_type: 'code',
      client_id: issuer.clientId,
      code_challenge_method: 'S256',
      redirect_uri: `${app.url}/v1/auth/redirect`,
      state: callbackKey,
    });
    expect(callbackKey).toMatch(/^ck[\w-]{22}$/);
    expect(response.headers['set-cookie']?.[0]).toMatch(
      /^switchyard_sign_in=[\w-]{43}; Max-Age=600; Path=\/v1\/auth\/redirect; .*HttpOnly; SameSite=Lax$/,
    );
    expect(response.headers['cache-control']).toBe('no-store');
  });

  it('keeps neither key, nor verifier, nor cookie in the clear', async () => {
    const { callbackKey, cookie, uri } = await begin(app);
    await comeBack(app, issuer.url, { callbackKey, cookie: undefined, code: issuer.grant(uri, ADA) }).expect(200);

    const stored = JSON.stringify(await app.sql('select s::text from sign_ins s'));
    const verifier = issuer.tokenRequests.at(-1)?.get('code_verifier') ?? '';
    expect(verifier).toHaveLength(43);
    for (const secret of [callbackKey, cookie.split('=')[1] ?? '', verifier, ADA.email]) {
      expect(stored).not.toContain(secret);
    }
  });

  it('lets one address have fifty sign-ins under way; the oldest give way', async () => {
    const first = await begin(app);
    await Promise.all(Array.from({ length: 50 }, () => begin(app)));

    expect(await app.sql('select count(*)::int as count from sign_ins')).toEqual([{ count: 50 }]);
    await returnAs(first).expect(400);
  });
});

describe('GET /v1/auth/redirect', () => {
  it('hands the tokens to the first socket of the key, once, and to no page or address', async () => {
    const begun = await begin(app);
    const first = await clients.wait(begun.callbackKey);
    await expect(clients.wait(begun.callbackKey)).rejects.toThrow('callback_key_in_use');

    const page = await returnAs(begun).expect(200);

    const { accessToken, refreshToken } = await first.tokens;
    await app.agent.as(accessToken).get('/v1/user/@me').expect(200);
    await app.agent.post('/v1/auth/refresh').set('x-refresh-token', refreshToken).expect(201);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.text).toContain('<script src="/assets/sign-in.js" defer></script>');
    for (const token of [accessToken, refreshToken]) {
      expect(`${page.text}${JSON.stringify(page.headers)}`).not.toContain(token);
      expect(app.log.join('')).not.toContain(token);
    }
    expect(first.received).toEqual(['auth:tokens']);
  });

  it('takes a key once', async () => {
    const begun = await begin(app);
    const answers = await Promise.all([returnAs(begun), returnAs(begun)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(errorOf(await returnAs(begun).expect(400))).toBe('SignInExpired');
  });

  it('does not know keys that were never given out', async () => {
    const { callbackKey, ...begun } = await begin(app);

    expect(errorOf(await returnAs({ ...begun, callbackKey: `${callbackKey}x` }).expect(400))).toBe('SignInExpired');
    await app.agent.get('/v1/auth/redirect?code=any').expect(400);
  });

  it('forgets a sign-in after ten minutes', async () => {
    const inTime = await begin(app);
    const late = await begin(app);
    app.clock.advance(LIFETIME_MS - 5_000);
    await returnAs(inTime).expect(200);
    app.clock.advance(5_000);

    expect(errorOf(await returnAs(late).expect(400))).toBe('SignInExpired');
  });

  it('passes on that the person refused, without the words of the provider', async () => {
    const { callbackKey, cookie } = await begin(app);
    const answer = await comeBack(app, issuer.url, {
      callbackKey,
      cookie,
      error: 'access_denied',
      error_description: 'a text of the provider',
    }).expect(400);

    expect(errorOf(answer)).toBe('SignInRefused');
    expect(answer.text).not.toContain('a text of the provider');
  });

  it.each<[string, JWTPayload]>([
    ['another nonce', { ...ADA, nonce: 'of-another-sign-in' }],
    ['another issuer', { ...ADA, iss: 'https://evil.example' }],
    ['another audience', { ...ADA, aud: 'another-client' }],
    ['an expiry in the past', { ...ADA, exp: 1 }],
  ])('refuses an id_token with %s', async (_case, claims) => {
    expect(errorOf(await returnAs(await begin(app), claims).expect(400))).toBe('SignInRefused');
  });

  it('refuses an id_token that another key signed', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const { uri, callbackKey, cookie } = await begin(app);
    const code = issuer.grant(uri, ADA, { key: privateKey });

    expect(errorOf(await comeBack(app, issuer.url, { callbackKey, cookie, code }).expect(400))).toBe('SignInRefused');
  });

  it('refuses an unknown code, and an answer that another provider gave', async () => {
    const { callbackKey, cookie } = await begin(app);
    const unknown = await comeBack(app, issuer.url, { callbackKey, cookie, code: 'unknown' }).expect(400);
    const second = await begin(app);
    const elsewhere = await comeBack(app, 'https://evil.example', {
      ...{ callbackKey: second.callbackKey, cookie: second.cookie },
      code: issuer.grant(second.uri, ADA),
    }).expect(400);

    expect([errorOf(unknown), errorOf(elsewhere)]).toEqual(['SignInRefused', 'SignInRefused']);
  });

  it('answers 502 while the provider fails', async () => {
    const begun = await begin(app);
    issuer.broken = true;
    const answer = await returnAs(begun).expect(502);
    issuer.broken = false;

    expect(errorOf(answer)).toBeUndefined();
  });

  it('refuses a disabled user', async () => {
    const { id } = await app.user([], { active: false });
    await link(id, 'subject-of-the-disabled');

    expect(errorOf(await returnAs(await begin(app), { sub: 'subject-of-the-disabled' }).expect(403))).toBe(
      'UserDisabled',
    );
  });

  it('ends the session when the socket is gone', async () => {
    const begun = await begin(app);
    const delivery = app.nest.get(SignInDelivery);
    await delivery.attach(begun.callbackKey, () => undefined);
    await delivery.detach(begun.callbackKey);

    const answer = await returnAs(begun).expect(400);

    expect(errorOf(answer)).toBe('SignInAbandoned');
    expect(
      await app.sql('select id from sessions where user_id = $1 and revoked_at is not null', [ada.id]),
    ).toHaveLength(1);
  });

  it('shows failures as a page to a browser, without what came along', async () => {
    const answer = await comeBack(app, issuer.url, { callbackKey: '"><script>x</script>', accept: BROWSER }).expect(
      400,
    );

    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain('The sign-in has expired or is unknown.');
    expect(answer.text).not.toContain('<script');
  });
});

describe('a browser that did not begin the sign-in', () => {
  const visit = async (userAgent = 'Editor <b>1</b>') => {
    const { body } = await app.agent.get<{ data: Begun }>('/v1/auth/uri').set('user-agent', userAgent).expect(200);
    const { uri, callbackKey } = body.data;
    const client = await clients.wait(callbackKey);
    const page = await comeBack(app, issuer.url, { callbackKey, code: issuer.grant(uri, ADA) }).expect(200);
    return { callbackKey, client, page };
  };
  const confirm = (form: Record<string, string>) => app.agent.post('/v1/auth/redirect').type('form').send(form);

  it('is told who asked, and nobody is signed in before the click', async () => {
    const { page, client, callbackKey } = await visit();

    expect(page.text).toContain('<dd>127.0.0.1</dd>');
    expect(page.text).toContain('Editor &lt;b&gt;1&lt;/b&gt;');
    expect(page.text).not.toContain('sign-in.js');
    expect(client.received).toEqual([]);
    await confirm(formOf(page)).expect(200);
    expect((await client.tokens).accessToken).toMatch(/^ey/);
    expect(errorOf(await confirm(formOf(page)).expect(400))).toBe('SignInExpired');
    await comeBack(app, issuer.url, { callbackKey, code: 'any' }).expect(400);
  });

  it.each([
    ['a wrong secret', { confirmation: 'x'.repeat(43) }],
    ['no secret', { confirmation: '' }],
  ])('confirms nothing with %s', async (_case, wrong) => {
    const { page, client } = await visit();

    await confirm({ ...formOf(page), ...wrong }).expect(400);
    expect(client.received).toEqual([]);
    await confirm(formOf(page)).expect(200);
  });

  it('takes forms only', async () => {
    const { page } = await visit();
    await app.agent.post('/v1/auth/redirect').send(formOf(page)).expect(415);
  });

  it('counts a foreign cookie as none', async () => {
    const mine = await begin(app);
    const other = await begin(app);
    const page = await returnAs(mine, ADA, { cookie: other.cookie }).expect(200);

    expect(formOf(page)).toHaveProperty('confirmation');
  });
});

describe('a stale token', () => {
  it('passes over a token that is not valid', async () => {
    const begun = await begin(app, app.agent.as('stale'));
    await returnAs(begun).expect(200);
  });
});
