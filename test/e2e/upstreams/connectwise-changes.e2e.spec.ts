import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startConnectWise, type RunningConnectWise } from '../../../apps/upstreams/src/connectwise';
import { until } from '../../support/until';
import { type Json, PlainClient } from './connectwise-client';

const faults: unknown[] = [];
let server: RunningConnectWise;
let client: PlainClient;

beforeAll(async () => {
  server = await startConnectWise({ callbackRetryMs: [1, 1] }, (fault) => faults.push(fault));
  client = new PlainClient(server);
});

afterAll(async () => {
  await server.close();
  expect(faults).toEqual([]);
});

describe('writes', () => {
  const notes = '/sales/opportunities/5002/notes';

  it('create, change, replace and delete a note', async () => {
    const created = await client.send('POST', notes, { text: 'Call back', ignored: 1 });
    expect(created).toMatchObject({
      status: 201,
      body: { opportunityId: 5002, type: null, text: 'Call back', flagged: false, enteredBy: 'JDoe' },
    });
    const path = `${notes}/${created.body.id}`;
    const patched = await client.send('PATCH', path, [{ op: 'replace', path: 'flagged', value: true }]);
    expect(patched).toMatchObject({ status: 200, body: { text: 'Call back', flagged: true } });
    expect((await client.send('PUT', path, { text: 'Anew' })).body).toMatchObject({ text: 'Anew', flagged: false });
    expect(await client.send('DELETE', path)).toMatchObject({ status: 204, body: '' });
    expect((await client.get(path)).status).toBe(404);
    expect((await client.get(path.replace('5002', '5003'))).status).toBe(404);
  });

  it('name the field that is missing', async () => {
    expect(await client.send('POST', notes, { flagged: true })).toMatchObject({
      status: 400,
      body: { code: 'InvalidObject', errors: [{ code: 'MissingRequiredField', field: 'text' }] },
    });
  });

  it('accept paths that lead nowhere and do nothing', async () => {
    const before = (await client.get('/sales/opportunities/5003')).body;
    for (const path of ['/name', 'Name', 'company/identifier', 'id']) {
      const { status, body } = await client.send('PATCH', '/sales/opportunities/5003', [
        { op: 'replace', path, value: 'x' },
      ]);
      expect([status, body.name, body.company]).toEqual([200, before.name, { ...before.company, _info: undefined }]);
    }
  });

  it('replace references as a whole and refuse those to nothing', async () => {
    const patch = (value: unknown) =>
      client.send('PATCH', '/sales/opportunities/5003', [{ op: 'replace', path: 'company', value }]);
    expect((await patch({ id: 251 })).body.company).toEqual({
      ...{ id: 251, identifier: 'AlderFinch', name: 'Alder & Finch Architects' },
    });
    expect(await patch({ id: 1 })).toMatchObject({ status: 400, body: { errors: [{ field: 'company/id' }] } });
    expect((await client.send('PATCH', '/sales/opportunities/5003', { name: 'x' })).status).toBe(400);
    expect((await client.send('DELETE', '/system/locations/1')).status).toBe(404);
  });
});

describe('the forecast', () => {
  const forecast = async (id: number) => (await client.get(`/sales/opportunities/${id}/forecast`)).body;
  const idsOf = ({ forecastItems }: Json): number[] => forecastItems.map(({ id }: Json) => id);

  it('is one object whose items a PUT makes anew, with procurement following', async () => {
    const before = await forecast(5010);
    const forecastItems = [...before.forecastItems].reverse().map((item: Json, place) => ({
      ...item,
      sequenceNumber: place + 1,
    }));
    const { body } = await client.send('PUT', '/sales/opportunities/5010/forecast/', { ...before, forecastItems });
    const old = idsOf(before);
    expect(idsOf(body)).toHaveLength(old.length);
    expect(idsOf(body).filter((id) => old.includes(id))).toEqual([]);
    expect(body.forecastItems.map(({ productDescription }: Json) => productDescription)).toEqual(
      forecastItems.map(({ productDescription }) => productDescription),
    );
    const { body: products } = await client.get('/procurement/products', { conditions: 'opportunity/id = 5010' });
    for (const { forecastDetailId } of products) expect(idsOf(body)).toContain(forecastDetailId);
  });

  it('keeps the ids when single items are changed', async () => {
    const before = await forecast(5011);
    const [first] = idsOf(before);
    const patch = [{ op: 'replace', path: 'sequenceNumber', value: 99 }];
    const { body } = await client.send('PATCH', `/sales/opportunities/5011/forecast/${first}`, patch);
    expect(body).toMatchObject({ id: first, sequenceNumber: 99 });
    expect(idsOf(await forecast(5011))).toEqual([...idsOf(before).slice(1), first]);
  });

  it('comes in both shapes, and may renumber on every change', async () => {
    const options = { forecastShape: 'array', patchRenumbersForecastItems: true } as const;
    const other = await startConnectWise(options, () => undefined);
    const plain = new PlainClient(other);
    const { body } = await plain.get('/sales/opportunities/5011/forecast');
    const [{ forecastItems }] = body;
    const path = `/sales/opportunities/5011/forecast/${forecastItems[0].id}`;
    const patched = await plain.send('PATCH', path, [{ op: 'replace', path: 'sequenceNumber', value: 1 }]);
    expect(patched.body.id).not.toBe(forecastItems[0].id);
    expect((await plain.send('PATCH', path, [])).status).toBe(404);
    await other.close();
  });
});

describe('failures on demand', () => {
  afterEach(() => server.faults.clear());

  it('are ordered over HTTP for so many requests of a kind', async () => {
    const rule = { method: 'GET', path: '/members', times: 1, fault: { kind: 'status', status: 429, retryAfter: 7 } };
    const ordered = await fetch(`${server.url}/control/faults`, {
      ...{ method: 'POST', body: JSON.stringify(rule), headers: { 'content-type': 'application/json' } },
    });
    expect(ordered.status).toBe(204);
    expect((await client.get('/system/locations')).status).toBe(200);
    const refused = await client.get('/system/members');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
    expect(refused.body).toEqual({ error: expect.any(String), message: expect.any(String) });
    expect((await client.get('/system/members')).status).toBe(200);
  });

  it('break connections and answers', async () => {
    const answered = async (fault: Json): Promise<string> => {
      server.faults.add({ fault, times: 1 });
      return client.get('/system/members', {}, {}).then(
        ({ status, body }) => `${status} ${typeof body}`,
        (error: unknown) => (error as Error).name,
      );
    };
    expect(await answered({ kind: 'reset' })).toBe('TypeError');
    expect(await answered({ kind: 'truncated' })).toBe('TypeError');
    expect(await answered({ kind: 'malformed' })).toBe('SyntaxError');
    expect(await answered({ kind: 'html', status: 502 })).toBe('502 string');
    expect(await answered({ kind: 'latency', ms: 5 })).toBe('200 object');
    const silent = { signal: AbortSignal.timeout(30), headers: { authorization: client.authorization } };
    for (const kind of ['silence', 'halfOpen'] as const) {
      server.faults.add({ fault: { kind }, times: 1 });
      const call = fetch(`${server.url}/v2025_1/apis/3.0/system/members`, silent).then((response) => response.text());
      await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    }
  });

  it('alter records', async () => {
    server.faults.add({ fault: { kind: 'altered', every: 2, set: { licenseClass: 'Q' }, unset: ['lastName'] } });
    const { body } = await client.get('/system/members');
    expect(body[0]).toMatchObject({ licenseClass: 'Q' });
    expect(body[0]).not.toHaveProperty('lastName');
    expect(body[1]).toMatchObject({ licenseClass: 'F', lastName: 'Roberts' });
  });

  it('move the release, after which the old path is gone', async () => {
    const moved = await startConnectWise({}, () => undefined);
    await fetch(`${moved.url}/control/move`, { method: 'POST' });
    const gone = await fetch(`${moved.url}/v2025_1/apis/3.0/system/members`);
    expect([gone.status, gone.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect((await new PlainClient(moved).get('/system/members')).status).toBe(200);
    await moved.close();
  });
});

describe('callbacks', () => {
  interface Received {
    url: string;
    signature: string;
    text: string;
  }
  const received: Received[] = [];
  let refusals = 0;
  let receiver: Server;
  let address: string;

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const signature = String(request.headers['x-content-signature']);
        received.push({ url: request.url ?? '', signature, text: Buffer.concat(chunks).toString() });
        refusals -= 1;
        response.writeHead(refusals >= 0 ? 429 : 204).end();
      });
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?x=1&recordId=`;
  });

  afterAll(() => new Promise((resolve) => receiver.close(resolve)));

  const register = (fields: object) =>
    client.send('POST', '/system/callbacks', {
      url: address,
      type: 'opportunity',
      level: 'owner',
      objectId: 1,
      ...fields,
    });
  const rename = (id: number) =>
    client.send('PATCH', `/sales/opportunities/${id}`, [{ op: 'replace', path: 'name', value: 'New name' }]);

  it('tell of a change, signed with the key that key_url gives, again when refused', async () => {
    const { body: registration } = await register({});
    expect(registration).toMatchObject({ id: expect.any(Number), inactiveFlag: false });
    refusals = 1;
    await rename(5020);
    await until(() => received.length === 2);
    const [first, second] = received as [Received, Received];
    expect(second).toEqual(first);
    expect(first.url).toBe('/hook?x=1&recordId=5020&action=updated');
    const body = JSON.parse(first.text);
    expect(body).toMatchObject({ Action: 'updated', ID: 5020, Type: 'opportunity', MemberId: 'JDoe' });
    expect(JSON.parse(body.Entity)).toMatchObject({ id: 5020, name: 'New name' });
    const { signing_key: key } = (await (await fetch(body.Metadata.key_url)).json()) as { signing_key: string };
    const digest = createHash('sha256').update(key).digest();
    expect(first.signature).toBe(createHmac('sha256', digest).update(first.text).digest('base64'));
    await client.send('DELETE', `/system/callbacks/${registration.id}`);
  });

  it('keep to their type and level, and do not tell the API what it did itself when asked so', async () => {
    received.length = 0;
    refusals = 0;
    await register({ isSelfSuppressedFlag: true });
    await register({ type: 'company', level: 'company', objectId: 251 });
    await rename(5021);
    const person = (resource: string, id: number) =>
      fetch(`${server.url}/control/records/${resource}/${id}`, {
        ...{ method: 'PATCH', body: '{"name":"Renamed"}', headers: { 'content-type': 'application/json' } },
      });
    await person('Company', 252);
    await person('Company', 251);
    await person('Opportunity', 5022);
    await until(() => received.length === 2);
    const told = received.map(({ text }) => JSON.parse(text)).map(({ Type, ID, MemberId }) => [Type, ID, MemberId]);
    expect(told.sort()).toEqual([
      ['company', 251, 'mkowal'],
      ['opportunity', 5022, 'mkowal'],
    ]);
  });
});
