import type { RunningUnifi } from '../../../../apps/upstreams/src/unifi';
import { connectTo, startController, type UnifiFixture } from '../../../support/unifi';

const password = 'the-wrong-password';
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function start(options: Parameters<typeof startController>[0] = {}): Promise<RunningUnifi> {
  const server = await startController(options);
  open.push(server);
  return server;
}

function connected(server: RunningUnifi, options: Parameters<typeof connectTo>[1] = {}): UnifiFixture {
  const unifi = connectTo(server, options);
  open.push(unifi);
  return unifi;
}

const twenty = <T>(call: (place: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 20 }, (_, place) => call(place)));

const wrongAccount = { credentials: { username: 'switchyard', password } };

describe.each(['os', 'legacy'] as const)('the session with a controller (%s)', (flavour) => {
  const loginsOf = (requests: readonly string[]) => requests.filter((request) => /POST .*login$/.test(request));

  it('signs in once for twenty calls, each with a site of its own', async () => {
    const unifi = connected(await start({ flavour, sites: 25 }));
    const sites = await unifi.client.selfSites();
    const other = connected(unifi.server);
    unifi.seen();
    const lists = await twenty((place) => other.client.devices(sites[place]!.name));
    expect(loginsOf(unifi.seen())).toHaveLength(1);
    expect(new Set(lists.map(([first]) => first?.mac)).size).toBe(20);
  });

  it('signs in again once when the session ended under twenty calls', async () => {
    const unifi = connected(await start({ flavour }));
    await unifi.client.selfSites();
    unifi.server.simulation.sessions.expire();
    unifi.seen();
    await twenty(() => unifi.client.selfSites());
    expect(loginsOf(unifi.seen())).toHaveLength(1);
  });

  it('gives up when a new session is not taken either', async () => {
    const unifi = connected(await start({ flavour }));
    await unifi.client.selfSites();
    unifi.seen();
    unifi.server.faults.add({ path: '/api/self/sites', fault: { kind: 'status', status: 401 } });
    await expect(unifi.client.selfSites()).rejects.toMatchObject({ code: 'unifi.refused', status: 502 });
    expect(unifi.seen().map((request) => request.split('/').pop())).toEqual(['sites', '', 'login', 'sites']);
  });

  it('writes twenty times at once although each write renews the token', async () => {
    const unifi = connected(await start({ flavour }));
    const added = await twenty((place) => unifi.client.addSite(`Site ${place}`));
    expect(new Set(added.map(({ name }) => name)).size).toBe(20);
    expect(await unifi.client.selfSites()).toHaveLength(32);
  });

  it('does not try refused credentials again for a while, then twice as long', async () => {
    const server = await start({ flavour });
    const unifi = connected(server, wrongAccount);
    const refused = { code: 'unifi.refused', status: 502 };
    const failures = await twenty(() => unifi.client.selfSites().catch((error: unknown) => error));
    for (const failure of failures) expect(failure).toMatchObject(refused);
    await expect(unifi.client.selfSites()).rejects.toMatchObject({ ...refused, details: { retryAfter: 60 } });
    expect(loginsOf(unifi.seen())).toHaveLength(1);
    unifi.time.advance(60_000);
    await expect(unifi.client.selfSites()).rejects.toMatchObject(refused);
    await expect(unifi.client.selfSites()).rejects.toMatchObject({ details: { retryAfter: 120 } });
    expect(loginsOf(unifi.seen())).toHaveLength(1);
    expect(JSON.stringify(failures)).not.toContain(password);
  });

  it('waits when the controller takes no more logins, and goes on afterwards', async () => {
    const unifi = connected(await start({ flavour, loginsPerMinute: 0 }));
    const limited = { code: 'unifi.rateLimited', status: 503 };
    await expect(unifi.client.selfSites()).rejects.toMatchObject(limited);
    await expect(unifi.client.selfSites()).rejects.toMatchObject({ ...limited, details: { retryAfter: 60 } });
    expect(loginsOf(unifi.seen())).toHaveLength(1);
  });

  it('says what to do when a second factor is asked for', async () => {
    const unifi = connected(await start({ flavour, twoFactor: true }));
    await expect(unifi.client.selfSites()).rejects.toMatchObject({ code: 'unifi.secondFactor', status: 502 });
  });

  it('finds out when the controller was replaced by the other kind', async () => {
    const first = await start({ flavour });
    const unifi = connected(first);
    await unifi.client.selfSites();
    await first.close();
    const { port } = new URL(first.url);
    const second = await start({ flavour: flavour === 'os' ? 'legacy' : 'os', port: Number(port) });
    expect(await unifi.client.selfSites()).toHaveLength(12);
    expect(second.simulation.sessions.logins).toBe(1);
  });
});

describe.each(['os', 'legacy'] as const)('the end of a connection (%s)', (flavour) => {
  it('ends the session, so that the controller does not keep it', async () => {
    const server = await start({ flavour });
    const unifi = connectTo(server);
    await unifi.client.addSite('x');
    expect(server.simulation.sessions.count).toBe(1);
    await unifi.close();
    expect(server.simulation.sessions.count).toBe(0);
    await expect(unifi.client.selfSites()).rejects.toMatchObject({ code: 'unifi.unavailable' });
    expect(server.simulation.sessions.logins).toBe(1);
  });

  it('ends the session that is only just coming', async () => {
    const server = await start({ flavour });
    const unifi = connectTo(server);
    const call = unifi.client.selfSites().catch(() => undefined);
    await unifi.close();
    await call;
    expect(server.simulation.sessions.count).toBe(0);
  });

  it('does not wait for a controller that does not answer', async () => {
    const server = await start({ flavour });
    const unifi = connectTo(server);
    await unifi.client.selfSites();
    unifi.time.longestMs = 50;
    server.faults.add({ fault: { kind: 'silence' } });
    await unifi.close();
    expect(server.simulation.sessions.count).toBe(1);
  });

  it('asks nothing of a controller that nobody signed in to', async () => {
    const unifi = connectTo(await start({ flavour }));
    await unifi.close();
    expect(unifi.seen()).toEqual([]);
  });
});

describe('an API key', () => {
  const keyed = (server: RunningUnifi, apiKey = 'key') => connected(server, { credentials: { apiKey } });

  it('needs no session', async () => {
    const server = await start({ apiKey: 'key' });
    const { client, seen } = keyed(server);
    expect(await client.addSite('Keyed')).toMatchObject({ description: 'Keyed' });
    expect(await client.selfSites()).toHaveLength(13);
    expect(seen().some((request) => request.includes('login'))).toBe(false);
  });

  it.each([
    ['another key', { apiKey: 'other' }],
    ['a version that knows none', { apiKey: 'key', version: '8.6.9' }],
  ])('is refused by %s', async (_case, options) => {
    const unifi = keyed(await start(options));
    await expect(unifi.client.selfSites()).rejects.toMatchObject({ code: 'unifi.refused', status: 502 });
    expect(unifi.seen()).toHaveLength(1);
  });
});

describe('versions', () => {
  it('cannot create WLAN groups on the latest, which is said with its code', async () => {
    const unifi = connected(await start({ version: '10.0.1' }));
    await expect(unifi.client.createWlanGroup('default', 'x')).rejects.toMatchObject({
      ...{ code: 'unifi.rejected', status: 502, message: expect.stringContaining('api.err.NotSupported') },
    });
  });
});
