import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from '../../../../apps/upstreams/src/http/faults';
import { startTestApp } from '../../../support/app';
import { until } from '../../../support/until';
import { rowsOf } from '../sales/sales-fixture';
import {
  catchOne,
  contentOf,
  PATH,
  signed,
  startWithCallbacks,
  tell,
  type CallbackFixture,
  type Content,
  type Told,
} from './callback-fixture';

interface Refusal {
  readonly error?: string;
}

const AGED_MS = 3_600_000;

let fixture: CallbackFixture;
let token: string;
let caught: Told;
let content: Content;
/** A server of somebody else, and what was asked of it. */
let elsewhere: Server;
let elsewhereUrl: string;
const asked: string[] = [];

beforeAll(async () => {
  fixture = await startWithCallbacks();
  token = await fixture.token();
  caught = await catchOne(fixture.server, Number(rowsOf(fixture.server, 'Company')[0]?.id));
  content = contentOf(caught);
  // The product was told of it, too.
  await until(async () => (await marks()) > 0);
  elsewhere = createServer((request, response) => {
    asked.push(String(request.url));
    response.setHeader('content-type', 'application/json').end('{"signing_key":"of-somebody-else"}');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
});

afterAll(async () => {
  elsewhere.close();
  await fixture.stop();
});

// What one test made the product remember of a key is gone in the next.
beforeEach(() => fixture.app.clock.advance(AGED_MS));

afterEach(async () => {
  fixture.server.faults.clear();
  expect(asked).toEqual([]);
});

/** Grows with every callback that is taken. */
async function marks(): Promise<number> {
  const [row] = await fixture.app.sql<{ mark: number }>(
    'select (case when is_called then last_value else 0 end)::int as mark from connectwise_hint_marks',
  );
  return row?.mark ?? 0;
}

const keyFetches = () =>
  fixture.server.simulation.requests.splice(0).filter(({ url }) => url.startsWith('/callbacks/keys/')).length;

async function expectRefused(told: Omit<Told, 'url'>, key = token): Promise<void> {
  const before = await marks();
  const { body } = await tell(fixture.app, key, told).expect(401);
  expect((body as Refusal).error).toBe('CallbackRefused');
  expect(await marks()).toBe(before);
}

/** Signed by the key that is really ConnectWise's. */
const sign = (changes: Partial<Content>) => signed(content.Metadata.key_url, { ...content, ...changes });

const ofKey = (keyUrl: string): Promise<Told> => sign({ Metadata: { key_url: keyUrl } });

it('takes a true one, which the others differ from by one thing only', async () => {
  const before = await marks();
  await tell(fixture.app, token, caught).expect(202);
  expect(await marks()).toBeGreaterThan(before);
});

describe('is refused', () => {
  it.each([
    ['another secret', (secret: string) => secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))],
    ['half of the secret', (secret: string) => secret.slice(0, 20)],
    ['more than the secret', (secret: string) => `${secret}A`],
  ])('with %s, and nothing is fetched for it', async (_case, change) => {
    keyFetches();
    await expectRefused(caught, change(token));
    expect(keyFetches()).toBe(0);
  });

  it.each<[string, (signature: string) => string]>([
    ['none', () => ''],
    ['one of another body', () => Buffer.alloc(32, 1).toString('base64')],
    ['half of the true one', (signature) => signature.slice(0, 22)],
    ['the true one in hex', (signature) => Buffer.from(signature, 'base64').toString('hex')],
    ['no base64', () => '%%%%'],
  ])('when its signature is %s', async (_case, change) => {
    await expectRefused({ body: caught.body, signature: change(caught.signature) });
  });

  it('without the header of the signature', async () => {
    const { agent } = fixture.app;
    await agent.post(PATH).query({ token }).type('application/json').send(caught.body).expect(401);
  });

  it.each<[string, (body: string) => string]>([
    ['another record', (body) => body.replace(`"ID":${content.ID}`, `"ID":${content.ID + 1}`)],
    ['another word of what was done', (body) => body.replace('updated', 'deleted')],
    ['one more blank, which means the same', (body) => `${body} `],
    ['the same, written otherwise', (body) => JSON.stringify(JSON.parse(body), null, 1)],
  ])('when its body was altered: %s', async (_case, change) => {
    const body = change(caught.body);
    expect(body).not.toBe(caught.body);
    await expectRefused({ body, signature: caught.signature });
  });

  it('when another company signed it with its own right key', async () => {
    await expectRefused(await sign({ CompanyId: 'somebody-else' }));
    await tell(fixture.app, token, await sign({ CompanyId: content.CompanyId.toUpperCase() })).expect(202);
  });

  it('when its key lies elsewhere, where nothing is asked', async () => {
    const { body } = await ofKey(`${elsewhereUrl}/key`);
    const { signature } = await signed(`${elsewhereUrl}/key`, body);
    expect(asked.splice(0)).toEqual(['/key']);
    await expectRefused({ body, signature });
    const { port } = new URL(elsewhereUrl);
    const cw = new URL(fixture.server.url);
    for (const url of [
      `http://localhost:${port}/key`,
      `http://${cw.host}@127.0.0.1:${port}/key`,
      `//127.0.0.1:${port}/key`,
      `file:///etc/hostname`,
      content.Metadata.key_url.replace('http:', 'https:'),
      'nonsense',
    ]) {
      await expectRefused(await ofKey(url));
    }
  });

  it('when its key leads elsewhere, where nothing is asked', async () => {
    const told = await ofKey(content.Metadata.key_url);
    fixture.server.faults.add({ fault: { kind: 'redirect', to: `${elsewhereUrl}/key` }, path: 'keys/' });
    await expectRefused(told);
  });

  it.each<[string, Fault]>([
    ['is unknown', { kind: 'status', status: 404 }],
    ['is none', { kind: 'altered', unset: ['signing_key'] }],
    ['is empty', { kind: 'altered', set: { signing_key: '' } }],
    ['is no text', { kind: 'altered', set: { signing_key: { toString: 'key' } } }],
    ['is no JSON', { kind: 'malformed' }],
    ['is a page for people', { kind: 'html', status: 200 }],
  ])('when its key %s', async (_case, fault) => {
    const told = await ofKey(content.Metadata.key_url);
    fixture.server.faults.add({ fault, path: 'keys/' });
    await expectRefused(told);
  });
});

describe('is put off', () => {
  it.each<[string, Fault]>([
    ['fails', { kind: 'status', status: 500 }],
    ['is asked too much', { kind: 'status', status: 429 }],
    ['breaks off', { kind: 'reset' }],
    ['breaks off halfway', { kind: 'truncated' }],
    ['never answers', { kind: 'silence' }],
    ['never ends its answer', { kind: 'halfOpen' }],
    ['answers without end', { kind: 'altered', set: { padding: 'x'.repeat(100_000) } }],
  ])('when the server of its key %s; it is taken a moment later', async (_case, fault) => {
    const { app, server } = fixture;
    server.faults.add({ fault, path: 'keys/' });
    const before = await marks();
    const { body, headers } = await tell(app, token, caught).expect(429);
    expect((body as Refusal).error).toBe('CallbackPostponed');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(await marks()).toBe(before);
    server.faults.clear();
    app.clock.advance(AGED_MS);
    await tell(app, token, caught).expect(202);
  });

  it('and ConnectWise then sends it again by itself', async () => {
    const { app, server } = fixture;
    keyFetches();
    server.faults.add({ fault: { kind: 'reset' }, path: 'keys/', times: 1 });
    const before = await marks();
    server.simulation.changeAsPerson('Company', content.ID, { name: 'Told twice' });
    await until(async () => {
      app.clock.advance(AGED_MS);
      return (await marks()) > before;
    });
    expect(keyFetches()).toBeGreaterThan(1);
  });
});

it('a key is fetched once for many callbacks, at the same time and later, until it is old', async () => {
  const { app } = fixture;
  keyFetches();
  await Promise.all(Array.from({ length: 10 }, () => tell(app, token, caught).expect(202)));
  await tell(app, token, caught).expect(202);
  expect(keyFetches()).toBe(1);
  app.clock.advance(AGED_MS);
  await tell(app, token, caught).expect(202);
  expect(keyFetches()).toBe(1);
});

it('a failure is remembered for a moment, so that a flood does not fetch each time', async () => {
  const { app, server } = fixture;
  server.faults.add({ fault: { kind: 'status', status: 500 }, path: 'keys/' });
  await tell(app, token, caught).expect(429);
  const seen = server.simulation.requests.length;
  for (let time = 0; time < 5; time += 1) await tell(app, token, caught).expect(429);
  expect(server.simulation.requests.length - seen).toBeLessThanOrEqual(5);
});

describe('a request that is no callback at all', () => {
  const post = (body: string, type = 'application/json') =>
    fixture.app.agent.post(PATH).query({ token }).type(type).set('x-content-signature', caught.signature).send(body);

  it('without a secret is 400', async () => {
    const { agent } = fixture.app;
    await agent.post(PATH).type('application/json').set('x-content-signature', 'x').send(caught.body).expect(400);
  });

  it.each(['CompanyId', 'ID', 'Metadata', 'Type'])('without %s is 400', async (key) => {
    const { [key as keyof Content]: _left, ...rest } = content;
    const { body, signature } = await signed(content.Metadata.key_url, rest);
    await tell(fixture.app, token, { body, signature }).expect(400);
  });

  it.each(['', '{', '[]', '"text"', 'null', `{"Metadata":${'['.repeat(100)}${']'.repeat(100)}}`])(
    'with the body %s is 400',
    async (body) => {
      expect([400, 401]).toContain((await post(body)).status);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])('of %s is 415', async (type) => {
    await post(caught.body, type).expect(415);
  });

  it.each([300_000, 2_000_000])('of %d bytes is 413, signed or not', async (bytes) => {
    const { body, signature } = await sign({ Entity: 'x'.repeat(bytes) });
    await tell(fixture.app, token, { body, signature }).expect(413);
  });
});

it('neither the secret nor a signature is in the log, the audit log or a job', async () => {
  const { app } = fixture;
  const written = [...app.log, JSON.stringify(await app.sql('select * from audit_log'))];
  written.push(JSON.stringify(await app.sql('select * from jobs')));
  for (const secret of [token, caught.signature]) expect(written.join('\n')).not.toContain(secret);
  expect(app.log.join('')).toContain('A callback is refused: it is of another company');
});

it('guesses are counted by address, and without a ConnectWise nothing is taken', async () => {
  const alone = await startTestApp({ SWITCHYARD_RATE_LIMIT_FACTOR: '0.005' });
  try {
    await tell(alone, token, caught).expect(503);
    await tell(alone, 'guess', caught).expect(401);
    await tell(alone, 'guess', caught).expect(401);
    await tell(alone, token, caught).expect(429);
  } finally {
    await alone.stop();
  }
});
