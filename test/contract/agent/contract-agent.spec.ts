import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ContractAgent } from '../../support/agent';

interface Canned {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const requestId = '0f8fad5bd9cb469fa16570867728950e';
const role = {
  id: 'ckgw8bmh20000cd4rhnm4b7b9',
  title: 'Viewer',
  moniker: 'viewer',
  permissions: ['user.read'],
  createdAt: '2026-02-17T00:00:00.000Z',
  updatedAt: '2026-02-17T00:00:00.000Z',
};
const fetched = (data: object) => ({ status: 200, message: 'Role Fetched Successfully!', data, successful: true });
const changed = (data: object) => ({ status: 200, message: 'Role Updated Successfully!', data, successful: true });

describe('ContractAgent', () => {
  let canned: Canned;
  let server: Server;
  let agent: ContractAgent;
  let seen: { url?: string; authorization?: string };

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen = { url: request.url, authorization: request.headers.authorization };
      const { status, body, headers = {} } = canned;
      const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
      response.writeHead(status, { 'x-request-id': requestId, ...type, ...headers });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    agent = new ContractAgent(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const settings = { 'user:signup': false, 'user:reset-password': false, email: true };

  it('sends the token and hands back what a documented answer holds', async () => {
    canned = { status: 200, body: settings };
    const { status, body, headers } = await agent.as('secret').get<typeof settings>('/api/v1/settings?x=1').expect(200);
    expect({ status, body }).toEqual({ status: 200, body: settings });
    expect(headers['x-request-id']).toBe(requestId);
    expect(seen).toEqual({ url: '/api/v1/settings?x=1', authorization: 'Bearer secret' });
  });

  it.each<[string, Canned, RegExp]>([
    ['a status nobody documented', { status: 418, body: { code: 'x', error: 'x' } }, /status 418 is not documented/],
    ['a missing key', { status: 200, body: { email: true } }, /must have required property 'user:signup'/],
    ['an undocumented key', { status: 200, body: { ...settings, extra: 1 } }, /unevaluated properties: extra/],
    ['a wrong type', { status: 200, body: { ...settings, email: 'yes' } }, /\/email must be boolean/],
    [
      'another content type',
      { status: 200, body: settings, headers: { 'content-type': 'text/html' } },
      /content type "text\/html" is not documented/,
    ],
    [
      'a missing request id',
      { status: 200, body: settings, headers: { 'x-request-id': '' } },
      /x-request-id is missing/,
    ],
  ])('refuses %s', async (_what, answer, reason) => {
    canned = answer;
    await expect(agent.get('/api/v1/settings')).rejects.toThrow(reason);
  });

  it('refuses a status other than the one the test wants', async () => {
    canned = { status: 200, body: settings };
    await expect(agent.get('/api/v1/settings').expect(500)).rejects.toThrow(/answered 200 instead of 500/);
  });

  it('refuses an answer without a header that is documented as required', async () => {
    const limited = { statusCode: 429, code: 'too_many_requests', error: 'Too Many Requests', message: 'Wait' };
    canned = { status: 429, body: limited };
    await expect(agent.delete('/api/v1/user/tokens/c1')).rejects.toThrow(/header Retry-After is missing/);
    canned = { status: 429, body: limited, headers: { 'retry-after': '3' } };
    await agent.delete('/api/v1/user/tokens/c1').expect(429);
  });

  it('holds a Beaver answer to the request id of its header', async () => {
    canned = { status: 200, body: { status: 'Success', request_id: 'other', data: { init: true } } };
    await expect(agent.get('/api/v1/user/status')).rejects.toThrow(/request_id differs/);
  });

  it('wants 404 in the error shape of the surface that owns an unknown path', async () => {
    canned = { status: 404, body: { code: 'not_found', error: 'Not Found' } };
    await agent.get('/api/v1/nothing').expect(404);
    await expect(agent.get('/v1/nothing')).rejects.toThrow(/must have required property/);
    canned = { status: 200, body: settings };
    await expect(agent.get('/api/v1/nothing')).rejects.toThrow(/status 200 where no operation is documented/);
  });

  it('wants 405 with Allow for another method of a known path', async () => {
    canned = { status: 405, body: { code: 'method_not_allowed', error: 'x' }, headers: { allow: 'GET' } };
    await agent.delete('/api/v1/settings/').expect(405);
    canned = { ...canned, headers: {} };
    await expect(agent.delete('/api/v1/settings')).rejects.toThrow(/Allow does not name GET/);
  });

  it('leaves what is outside the contracts alone', async () => {
    canned = { status: 200, body: { anything: true }, headers: { 'x-request-id': '' } };
    const { body } = await agent.get('/health/ready').expect(200);
    expect(body).toEqual({ anything: true });
  });

  describe('under a field gate', () => {
    const some = { token: 't', patterns: ['role.read', 'obj.role.id', 'obj.role.title'] };

    it('admits exactly the keys that the caller holds', async () => {
      canned = { status: 200, body: fetched({ id: role.id, title: role.title }) };
      await agent.as(some).get('/v1/role/viewer').expect(200);
      canned = { status: 200, body: fetched(role) };
      await agent
        .as({ token: 't', patterns: ['*'] })
        .get('/v1/role/viewer')
        .expect(200);
    });

    it('refuses a key too many and a key too few', async () => {
      canned = { status: 200, body: fetched({ id: role.id, title: role.title, moniker: role.moniker }) };
      await expect(agent.as(some).get('/v1/role/viewer')).rejects.toThrow(/must not show "moniker"/);
      canned = { status: 200, body: fetched({ id: role.id }) };
      await expect(agent.as(some).get('/v1/role/viewer')).rejects.toThrow(/must show "title"/);
    });

    it('checks each object of a list', async () => {
      const body = { status: 200, message: 'Roles Fetched Successfully!', data: [role], successful: true };
      canned = { status: 200, body };
      await expect(agent.as(some).get('/v1/role')).rejects.toThrow(/\/data\/0 must not show "permissions"/);
    });

    it('lets an answer of a write keep its id and the keys just written', async () => {
      const holder = { token: 't', patterns: ['role.modify'] };
      canned = { status: 200, body: changed({ id: role.id, title: role.title }) };
      await agent.as(holder).patch('/v1/role/viewer').send({ title: role.title }).expect(200);
      canned = { status: 200, body: changed(role) };
      await expect(agent.as(holder).patch('/v1/role/viewer').send({ title: role.title })).rejects.toThrow(
        /must not show "moniker"/,
      );
    });
  });
});
