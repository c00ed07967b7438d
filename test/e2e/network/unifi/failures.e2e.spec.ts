import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { connectTo, startController, type UnifiFixture } from '../../../support/unifi';
import { selfSignedCertificate } from '../../../support/unifi/certificate';

/** Where no answer comes at all, there is no need to wait for long. */
const SHORT_MS = 150;

let server: RunningUnifi;
let unifi: UnifiFixture;

beforeEach(async () => {
  server = await startController();
  unifi = connectTo(server);
  await unifi.client.selfSites();
  unifi.seen();
});

afterEach(async () => {
  await unifi.close();
  await server.close();
});

describe('failures', () => {
  it.each([
    ['a failure', { kind: 'status', status: 500 }, 'unifi.failed', 502],
    ['a broken connection', { kind: 'reset' }, 'unifi.unreachable', 502],
    ['half an answer', { kind: 'truncated' }, 'unifi.unreachable', 502],
    ['no JSON', { kind: 'malformed' }, 'unifi.unreadable', 502],
    ['a page for people', { kind: 'html', status: 200 }, 'unifi.unreadable', 502],
    ['silence', { kind: 'silence' }, 'unifi.timeout', 504],
    ['an answer without an end', { kind: 'halfOpen' }, 'unifi.timeout', 504],
    ['throttling', { kind: 'status', status: 429 }, 'unifi.rateLimited', 503],
  ] as const)('of %s names the upstream', async (_case, fault, code, status) => {
    server.faults.add({ fault });
    if (code === 'unifi.timeout') unifi.time.longestMs = SHORT_MS;
    await expect(unifi.client.devices('default')).rejects.toMatchObject({
      ...{ code, status, message: expect.stringContaining('UniFi') },
    });
  });

  it('are tried again when nothing is done twice by that', async () => {
    server.faults.add({ fault: { kind: 'reset' }, times: 1 });
    expect(await unifi.client.devices('default')).not.toEqual([]);
    server.faults.add({ fault: { kind: 'status', status: 502 }, times: 1 });
    await expect(unifi.client.addSite('Once')).rejects.toMatchObject({ code: 'unifi.failed' });
    expect(unifi.seen().filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  it('in a row leave the controller alone for a moment', async () => {
    server.faults.add({ fault: { kind: 'status', status: 503 } });
    for (let call = 0; call < 2; call += 1) await unifi.client.selfSites().catch(() => undefined);
    unifi.seen();
    await expect(unifi.client.selfSites()).rejects.toMatchObject({ code: 'unifi.unavailable', status: 503 });
    expect(unifi.seen()).toEqual([]);
    server.faults.clear();
    unifi.time.advance(10_000);
    expect(await unifi.client.selfSites()).toHaveLength(12);
    expect(unifi.changes).toEqual([true, false]);
  });

  it('of an account that may only read are told apart from those of the session', async () => {
    server.faults.add({ method: 'POST', fault: { kind: 'status', status: 403, code: 'api.err.NoPermission' } });
    await expect(unifi.client.addSite('x')).rejects.toMatchObject({ code: 'unifi.forbidden', status: 502 });
    expect(server.simulation.sessions.logins).toBe(1);
  });

  it('of a stale token are healed by the newest', async () => {
    server.faults.add({ method: 'POST', fault: { kind: 'status', status: 403 }, times: 1 });
    await expect(unifi.client.addSite('x')).rejects.toMatchObject({ code: 'unifi.forbidden' });
    expect(await unifi.client.addSite('y')).toMatchObject({ description: 'y' });
  });

  it('end with the caller, who gives up', async () => {
    server.faults.add({ fault: { kind: 'silence' } });
    const giveUp = new AbortController();
    const call = unifi.client.devices('default', { signal: giveUp.signal });
    giveUp.abort(new Error('gave up'));
    await expect(call).rejects.toThrow('gave up');
  });

  it('of nobody at the other end are a 502', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    await new Promise((resolve) => listener.close(resolve));
    const nowhere = connectTo(server, { url: `http://127.0.0.1:${port}` });
    await expect(nowhere.client.selfSites()).rejects.toMatchObject({ code: 'unifi.unreachable', status: 502 });
    await nowhere.close();
  });
});

describe('records with values of the wrong type', () => {
  it('are read as far as they can be', async () => {
    const set = { name: 7, radio_table: 'none', uptime: '', state: '1', adopted: 'true', uplink: null };
    server.faults.add({ path: 'stat/device', fault: { kind: 'altered', set: { data: [set, null, 'x'] } } });
    expect(await unifi.client.devices('default')).toEqual([
      expect.objectContaining({ name: '7', radios: [], uptime: null, state: 1, adopted: true, uplink: {} }),
    ]);
  });

  it('are unreadable when there is no list at all', async () => {
    server.faults.add({ path: 'stat/device', fault: { kind: 'altered', unset: ['data'] } });
    await expect(unifi.client.devices('default')).rejects.toMatchObject({ code: 'unifi.unreadable' });
  });
});

describe('the certificate', () => {
  const tls = selfSignedCertificate();
  let secure: RunningUnifi;

  beforeAll(async () => {
    secure = await startController({ tls });
  });

  afterAll(() => secure.close());

  const sites = async (options: Parameters<typeof connectTo>[1]) => {
    const connection = connectTo(secure, options);
    try {
      return (await connection.client.selfSites()).length;
    } finally {
      await connection.close();
    }
  };

  it('must be vouched for, be the pinned one, or be accepted by an explicit choice', async () => {
    const untrusted = { code: 'unifi.untrusted', status: 502 };
    await expect(sites({})).rejects.toMatchObject(untrusted);
    expect(await sites({ allowSelfSigned: true })).toBe(12);
    expect(await sites({ fingerprint: tls.fingerprint })).toBe(12);
    const other = selfSignedCertificate().fingerprint;
    await expect(sites({ fingerprint: other })).rejects.toMatchObject(untrusted);
    await expect(sites({ fingerprint: other, allowSelfSigned: true })).rejects.toMatchObject(untrusted);
  });

  it('that is another one ends the calls before anything is sent, and is no reason to stop trying', async () => {
    const stranger = await startController({ tls: selfSignedCertificate() });
    const pinned = connectTo(stranger, { fingerprint: tls.fingerprint });
    for (let call = 0; call < 10; call += 1) {
      await expect(pinned.client.addSite('x')).rejects.toMatchObject({
        ...{ code: 'unifi.untrusted', status: 502, message: expect.stringContaining('certificate') },
      });
    }
    expect(stranger.simulation.requests).toEqual([]);
    expect([pinned.changes, pinned.time.waits]).toEqual([[], []]);
    await pinned.close();
    await stranger.close();
  });
});
