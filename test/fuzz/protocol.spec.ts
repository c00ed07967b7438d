import { contracts, type Operation } from '../support/agent';
import { startTestApp, type TestApp, type TestUser } from '../support/app';
import {
  inputsOf,
  operationName,
  problemsOf,
  sampleCall,
  sendRaw,
  type RawAnswer,
  type RawRequest,
} from '../support/inputs';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const MEGABYTE = 1_000_000;

let app: TestApp;
let user: TestUser;

beforeAll(async () => {
  app = await startTestApp();
  user = await app.user(['*']);
});

afterAll(() => app.stop());

/** Sends it without a token and holds the answer to the contract of the path's owner. */
async function call(request: RawRequest): Promise<RawAnswer> {
  const answer = await sendRaw(app.url, request);
  expect([request.path, ...problemsOf(request, answer)]).toEqual([request.path]);
  return answer;
}

const { operations } = contracts().table;

/** A sample of every documented path. What answers it may be more than its own template: `/users/{userID}` and `/users/names`. */
const samples = new Map(
  operations.map((operation) => [operation.template, sampleCall(operation).path.split('?', 1)[0] ?? '']),
);
const paths = [...samples].map(([template, path]): [string, string, readonly string[]] => [
  template,
  path,
  contracts().table.match('GET', path).methods,
]);

const named = (chosen: readonly Operation[]) =>
  chosen.map((operation): [string, Operation] => [operationName(operation), operation]);

describe.each(paths)('%s', (_template, path, methods) => {
  const others = METHODS.filter((method) => !methods.includes(method));

  it('answers 405 with Allow to every other method', async () => {
    for (const method of others) {
      const { status, headers } = await call({ method, path });
      expect([method, status]).toEqual([method, 405]);
      expect((headers.allow ?? '').split(', ').sort()).toEqual([...methods].sort());
    }
  });

  it('answers a trailing slash, another case and an encoded letter as the path itself', async () => {
    const [method = 'GET'] = methods;
    const { status } = await call({ method, path });
    const encoded = path.replace(/[a-z](?=[^/]*$)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
    for (const variant of [`${path}/`, encoded]) {
      expect([variant, (await call({ method, path: variant })).status]).toEqual([variant, status]);
    }
  });

  it('answers OPTIONS without a failure of the server', async () => {
    expect((await call({ method: 'OPTIONS', path })).status).toBeLessThan(500);
  });
});

it.each(named(operations.filter(({ method }) => method === 'GET')))(
  '%s answers HEAD as GET, without a body',
  async (_name, operation) => {
    const request = sampleCall(operation);
    const [head, get] = [await call({ ...request, method: 'HEAD' }), await call(request)];
    expect([head.status, head.text]).toEqual([get.status, '']);
  },
);

/** First-run routes are closed here, which is answered before anybody looks at a content type. */
const withBody = operations.filter(
  (operation) => inputsOf(operation).body !== undefined && operation.definition['x-access'] !== 'first-run',
);

describe.each(named(withBody))('%s', (_name, operation) => {
  const send = (body: string, headers: Record<string, string> = {}): Promise<RawAnswer> => {
    const sample = sampleCall(operation);
    const authorization = `Bearer ${user.token}`;
    return call({
      ...sample,
      headers: { ...sample.headers, authorization, 'content-type': 'application/json', ...headers },
      body,
    });
  };

  it('answers 400 to malformed JSON', async () => {
    expect((await send('{"a":')).status).toBe(400);
  });

  it('answers 413 to ten megabytes', async () => {
    expect((await send(JSON.stringify({ a: 'x'.repeat(10 * MEGABYTE) }))).status).toBe(413);
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/json; charset=iso-8859-1'])(
    'answers 415 to %s',
    async (contentType) => {
      expect((await send('{}', { 'content-type': contentType })).status).toBe(415);
    },
  );

  it('answers 415 to an encoding that nobody knows', async () => {
    expect((await send('{}', { 'content-encoding': 'nonsense' })).status).toBe(415);
  });
});

describe('paths that no contract has', () => {
  const roots = [
    '/v1',
    '/api',
    '/api/v1',
    '/api/v1/device',
    '/api/v1/user',
    '/systemApi',
    '/systemApi/role',
    '/user',
    '',
  ];
  const unknown = roots.flatMap((root) => [`${root}/no-such-thing`, `${root}/no/such/thing`, `${root}/%6eo-such`]);

  it.each(unknown.filter((path) => !/role\/(no-such-thing|%6eo-such)$/.test(path)))(
    'answers 404 to %s',
    async (path) => {
      for (const method of METHODS) expect((await call({ method, path })).status).toBe(404);
    },
  );

  it.each([
    '/systemApi/v1/user/@me',
    '/systemApi/api/auth/user',
    '/systemApi/device',
    '/api/v1/users',
    '/api/v1/v1/role',
  ])('does not let %s reach another surface', async (path) => {
    const { status } = await call({ method: 'GET', path, headers: { authorization: `Bearer ${user.token}` } });
    expect(status).toBe(404);
  });

  it.each(['/%', '/%zz', '/%c0%af', '/v1/role/%', '/v1/role/%ff', '/api/%', '/systemApi/%', '/v1/role/%00'])(
    'answers 400, 401 or 404 to %s',
    async (path) => {
      expect([400, 401, 404]).toContain((await call({ method: 'GET', path })).status);
    },
  );

  it('answers a path of eight thousand characters, and refuses headers beyond what Node reads', async () => {
    expect((await call({ method: 'GET', path: `/v1/${'x'.repeat(8_000)}` })).status).toBe(404);
    const beyond = await sendRaw(app.url, { method: 'GET', path: `/v1/${'x'.repeat(20_000)}` });
    expect(beyond.status).toBe(431);
  });
});

describe('ways to write a known path', () => {
  const get = (path: string) => call({ method: 'GET', path, headers: { authorization: `Bearer ${user.token}` } });

  it.each(['/v1/user/@me', '/v1/user/%40me', '/v1/user/@me/', '/V1/User/@me'])(
    'answers the own account at %s',
    async (path) => {
      const { status, text } = await get(path);
      expect([status, (JSON.parse(text) as { data: { id: string } }).data.id]).toEqual([200, user.id]);
    },
  );

  it('does not take an encoded slash for a separator', async () => {
    expect((await get('/v1/role%2Fviewer')).status).toBe(404);
    expect((await get('/v1/user%2F@me')).status).toBe(404);
  });

  it('answers /api/v1/user in the union of both shapes', async () => {
    const { text } = await get('/api/v1/user');
    expect(JSON.parse(text)).toMatchObject({ id: user.id, status: 'Success', data: {} });
  });
});
