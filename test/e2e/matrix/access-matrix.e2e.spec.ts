import { contracts, type Operation } from '../../support/agent';
import { startTestApp, type TestApp, type TestUser } from '../../support/app';
import { operationName } from '../../support/inputs';
import { statusOf } from './matrix-calls';
import { accessOf, everythingBut, needsToken } from './operation-access';

interface CreatedToken {
  readonly id: string;
  readonly token: string;
}

/** A personal access token mints none, has no session to end and reads no claims of one. */
const SESSION_ONLY = new Set([
  ...['flowfuseTokensCreate', 'flowfuseTokensUpdate'],
  ...['optimaAuthLogout', 'ecoflowAuthLogout', 'ecoflowAuthLogoutAlias'],
]);

const REFUSALS = [401, 403];

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  // First-run routes are closed from here on, whichever test runs first.
  await app.user([]);
});

afterAll(() => app.stop());

const named = (operations: readonly Operation[]) =>
  operations.map((operation): [string, Operation] => [operationName(operation), operation]);

const { operations } = contracts().table;
const guarded = operations.filter(needsToken);
const open = operations.filter((operation) => !needsToken(operation));

/** Every operation at the documented mount, and again at the mount of its own clients. */
describe.each(named(guarded))('%s', (_name, operation) => {
  const { mode, nodes, conditions } = accessOf(operation);
  const caller = () => app.user(nodes);

  it.each([
    ['no token', undefined],
    ['a token that nobody issued', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl'],
    ['a personal access token that nobody issued', `Bearer ffpat_${'A'.repeat(43)}`],
    ['another scheme', 'Basic YWRtaW46YWRtaW4='],
  ])('answers 401 to %s', async (_case, authorization) => {
    expect(await statusOf(app.url, operation, { authorization })).toBe(401);
  });

  it('lets in whoever holds what it names', async () => {
    expect(REFUSALS).not.toContain(await statusOf(app.url, operation, { caller: await caller() }));
  });

  if (mode === 'nodes') {
    it('answers 403 to a user without any node', async () => {
      expect(await statusOf(app.url, operation, { caller: await app.user([]) })).toBe(403);
    });

    it.each(nodes)('answers 403 to whoever holds everything but %s', async (node) => {
      const user = await app.user([...everythingBut([node]), `${node}.*`]);
      expect(await statusOf(app.url, operation, { caller: user })).toBe(403);
    });
  }

  for (const { when, nodes: conditional } of conditions) {
    it(`asks for ${conditional.join(', ')} when ${when}`, async () => {
      for (const node of conditional) {
        const lacking = await app.user(everythingBut([node]));
        expect(await statusOf(app.url, operation, { caller: lacking, when })).toBe(403);
      }
      const holding = await app.user([...nodes, ...conditional]);
      expect(REFUSALS).not.toContain(await statusOf(app.url, operation, { caller: holding, when }));
    });
  }

  it('answers 401 at once to a disabled user', async () => {
    const user = await caller();
    await user.agent.get('/users/isAuthenticated').expect(200);
    await app.sql('update users set active = false where id = $1', [user.id]);

    expect(await statusOf(app.url, operation, { caller: user })).toBe(401);
  });

  it('answers 401 at once after the session was ended', async () => {
    const user = await caller();
    await user.agent.post('/v1/auth/logout').expect(200);

    expect(await statusOf(app.url, operation, { caller: user })).toBe(401);
  });

  it('takes a personal access token, and answers 401 at once after it was revoked', async () => {
    const user = await caller();
    const { id, token } = await createToken(user);
    const call = { caller: user, authorization: `Bearer ${token}` };
    const status = await statusOf(app.url, operation, call);
    await user.agent.delete(`/api/v1/user/tokens/${id}`).expect(204);

    if (SESSION_ONLY.has(operation.definition.operationId as string)) expect(status).toBe(403);
    else expect(REFUSALS).not.toContain(status);
    expect(await statusOf(app.url, operation, call)).toBe(401);
  });
});

async function createToken(user: TestUser): Promise<CreatedToken> {
  const { body } = await user.agent.post<CreatedToken>('/api/v1/user/tokens').send({ name: 'matrix' }).expect(200);
  return body;
}

describe.each(named(open))('%s', (_name, operation) => {
  it.each([
    ['a token that nobody issued', () => Promise.resolve('Bearer stale')],
    ['the token of an administrator', async () => `Bearer ${(await app.user(['*'])).token}`],
  ])('answers the same without a token as with %s', async (_case, authorization) => {
    const without = await statusOf(app.url, operation);

    expect(await statusOf(app.url, operation, { authorization: await authorization() })).toBe(without);
  });
});

describe('first run', () => {
  const routes = operations.filter((operation) => accessOf(operation).mode === 'first-run');

  it.each(named(routes))('%s is closed once a user exists', async (_name, operation) => {
    expect(await statusOf(app.url, operation)).toBe(403);
  });
});
