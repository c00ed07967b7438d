import type { JWTPayload } from 'jose';
import { startTestApp, type TestApp } from '../../../support/app';
import { begin, comeBack, formOf } from './browser-sign-in';
import { FakeIssuer } from './fake-issuer';

interface UserRow {
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly permanent: boolean;
  readonly role: string;
}

let issuer: FakeIssuer;
let app: TestApp;

beforeAll(async () => {
  issuer = await FakeIssuer.start();
});
afterAll(() => issuer.stop());

async function signIn(claims: JWTPayload, userInfo?: Record<string, unknown>, setupToken?: string) {
  const { uri, callbackKey, cookie } = await begin(app, app.agent, setupToken);
  const code = issuer.grant(uri, claims, { userInfo });
  return comeBack(app, issuer.url, { callbackKey, cookie, code });
}

const users = () =>
  app.sql<UserRow>(
    `select u.login, u.name, u.email, u.permanent, r.moniker as role
       from users u left join user_roles ur on ur.user_id = u.id left join roles r on r.id = ur.role_id
      order by u.created_at`,
  );

const errorOf = ({ body }: { body: unknown }) => (body as { error?: string }).error;

describe('while sign-up is closed', () => {
  beforeAll(async () => {
    app = await startTestApp(issuer.env);
  });
  afterAll(() => app.stop());
  beforeEach(() => app.sql('delete from users'));

  it('makes the first user the administrator and refuses the next', async () => {
    await signIn({ sub: 'first', name: 'Ada Lovelace', email: 'Ada@example.com', preferred_username: 'ada@corp' });
    const second = await signIn({ sub: 'second', preferred_username: 'bo' });

    expect([second.status, errorOf(second)]).toEqual([403, 'SignUpClosed']);
    expect(await users()).toEqual([
      { login: 'ada', name: 'Ada Lovelace', email: 'ada@example.com', permanent: true, role: 'admin' },
    ]);
    expect((await signIn({ sub: 'first' })).status).toBe(200);
  });

  it('decides between two who come first', async () => {
    const people = ['first', 'second', 'third'].map((sub) => ({ sub, preferred_username: sub }));

    const answers = await Promise.all(people.map((claims) => signIn(claims)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
    expect(await users()).toHaveLength(1);
  });

  it('never finds a user by e-mail', async () => {
    await app.user(['*'], { login: 'ada', email: 'ada@example.com' });
    const answer = await signIn({ sub: 'stranger', email: 'ada@example.com', email_verified: true });

    expect([answer.status, errorOf(answer)]).toEqual([403, 'SignUpClosed']);
    expect(await app.sql('select * from user_identities')).toEqual([]);
  });
});

describe('in production', () => {
  const SETUP_TOKEN = 'a-token-of-our-own';
  const first = { sub: 'first', preferred_username: 'ada' };

  beforeAll(async () => {
    app = await startTestApp({
      ...issuer.env,
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://switchyard.example.com',
      SWITCHYARD_MASTER_KEY: Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString('base64'),
      SWITCHYARD_RATE_LIMIT_FACTOR: '',
      SWITCHYARD_SETUP_TOKEN: SETUP_TOKEN,
      SWITCHYARD_SIGNUP: 'true',
    });
  });
  afterAll(() => app.stop());
  beforeEach(() => app.sql('delete from users'));

  it.each([
    ['nothing', undefined],
    ['another token', 'a-token-of-ours'],
  ])('makes nobody the first user who presented %s', async (_, setupToken) => {
    const answer = await signIn(first, undefined, setupToken);

    expect([answer.status, errorOf(answer)]).toEqual([403, 'SignUpClosed']);
    expect(await users()).toEqual([]);
  });

  it('makes whoever presented the set-up token the administrator, and later ones viewers without it', async () => {
    expect((await signIn(first, undefined, SETUP_TOKEN)).status).toBe(200);
    expect((await signIn({ sub: 'second', preferred_username: 'bo' })).status).toBe(200);

    expect(await users()).toMatchObject([
      { login: 'ada', permanent: true, role: 'admin' },
      { login: 'bo', permanent: false, role: 'viewer' },
    ]);
  });

  it('remembers the token where another browser confirms', async () => {
    const { uri, callbackKey } = await begin(app, app.agent, SETUP_TOKEN);
    const page = await comeBack(app, issuer.url, { callbackKey, code: issuer.grant(uri, first), accept: 'text/html' });
    const confirmed = await app.agent.post('/v1/auth/redirect').type('form').send(formOf(page));

    expect(confirmed.status).toBe(200);
    expect(await users()).toMatchObject([{ login: 'ada', permanent: true, role: 'admin' }]);
  });
});

describe('while sign-up is open', () => {
  beforeAll(async () => {
    app = await startTestApp({ ...issuer.env, SWITCHYARD_SIGNUP: 'true' });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    await app.sql('delete from users');
    await app.user(['*'], { login: 'ada', email: 'ada@example.com' });
  });

  it('makes new users viewers, under a login name that is free', async () => {
    expect((await signIn({ sub: 'new', preferred_username: 'Ada', name: 'Another Ada' })).status).toBe(200);

    expect(await users()).toContainEqual({
      login: 'ada2',
      name: 'Another Ada',
      email: null,
      permanent: false,
      role: 'viewer',
    });
  });

  it('asks the userinfo endpoint for what the id_token does not say', async () => {
    const userInfo = { name: 'Bo Diddley', email: 'bo@example.com', preferred_username: 'bo' };
    expect((await signIn({ sub: 'silent' }, userInfo)).status).toBe(200);

    expect(await users()).toContainEqual(
      expect.objectContaining({ login: 'bo', name: 'Bo Diddley', email: 'bo@example.com' }),
    );
  });

  it('takes nothing from a userinfo answer about somebody else', async () => {
    expect((await signIn({ sub: 'silent' }, { sub: 'another', name: 'Another' })).status).toBe(200);

    expect(await users()).toContainEqual(expect.objectContaining({ login: 'user', name: 'user', email: null }));
  });

  it('neither takes over nor doubles an account with the same e-mail', async () => {
    const answer = await signIn({ sub: 'stranger', email: 'ADA@example.com' });

    expect([answer.status, errorOf(answer)]).toEqual([403, 'AccountExists']);
    expect(await users()).toHaveLength(1);
  });

  it('makes one user of one person who comes twice at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => signIn({ sub: 'twice', preferred_username: 'twice' })));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await users()).toHaveLength(2);
  });
});
