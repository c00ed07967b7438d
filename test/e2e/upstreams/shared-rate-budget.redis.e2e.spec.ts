import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { RateBudgets } from '../../../apps/api/src/upstreams';
import { ConnectWise, locations } from '../../../apps/api/src/modules/crm/connectwise';
import { loadConfig } from '../../../apps/api/src/config';
import { SharedRedis } from '../../../apps/api/src/redis';
import type { RateBudget } from '../../../apps/api/src/upstreams/http';
import type { RunningConnectWise } from '../../../apps/upstreams/src/connectwise';
import { startTestApp, type TestApp } from '../../support/app';
import { environmentOf, startSimulator } from '../../support/connectwise';
import { describeWith } from '../../support/services';
import { TcpProxy } from '../../support/tcp-proxy';
import { until } from '../../support/until';

const REDIS_PORT = 6379;
/** Longer than any test takes, so that no call falls due meanwhile. */
const INTERVAL_MS = 600_000;
const SIZE = { perMinute: 60_000 / INTERVAL_MS, burst: 10 };
const keyPrefix = `switchyard-test-${randomBytes(6).toString('hex')}:`;

describeWith('redis', 'a budget of calls that two processes share', () => {
  const redis = new Redis(REDIS_PORT, '127.0.0.1');
  const proxy = new TcpProxy(REDIS_PORT);
  const connections: SharedRedis[] = [];
  let names = 0;

  beforeAll(() => proxy.open());
  afterAll(async () => {
    for (const connection of connections) connection.onApplicationShutdown();
    await proxy.cut();
    const keys = await redis.keys(`${keyPrefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  });

  const immediate = { longestMs: 1, share: 1 };
  const take = (budget: RateBudget, share = 1) => budget.take({ longestMs: Number.MAX_SAFE_INTEGER, share });
  const kept = (name: string) => redis.exists(`${keyPrefix}upstream-budget:${name}`);

  /** Two budgets of one name in what would be two processes, both of them connected. */
  const two = async (): Promise<{ name: string; budgets: [RateBudget, RateBudget] }> => {
    const env = { NODE_ENV: 'test', REDIS_URL: `redis://127.0.0.1:${proxy.port}?keyPrefix=${keyPrefix}` };
    const name = `test-${(names += 1)}`;
    const pair = [new SharedRedis(loadConfig(env)), new SharedRedis(loadConfig(env))] as const;
    connections.push(...pair);
    const [one, other] = [new RateBudgets(pair[0]), new RateBudgets(pair[1])];
    for (const [place, maker] of [one, other].entries()) {
      const trial = `${name}-trial-${place}`;
      await until(async () => {
        await maker.create(trial, SIZE).take(immediate);
        return (await kept(trial)) === 1;
      });
    }
    return { name, budgets: [one.create(name, SIZE), other.create(name, SIZE)] };
  };

  it('lets no more go at once than one process may, and then one after the other', async () => {
    const { budgets } = await two();
    const waits = await Promise.all(Array.from({ length: 14 }, (_, call) => take(budgets[call % 2 ? 0 : 1])));
    expect(waits.filter((ms) => ms === 0)).toHaveLength(SIZE.burst);
    const late = waits.filter((ms) => ms > 0).map((ms) => Math.ceil(ms / INTERVAL_MS));
    expect(late.sort()).toEqual([1, 2, 3, 4]);
  });

  it('takes nothing for who cannot wait, and leaves to others what lies above a share', async () => {
    const { budgets } = await two();
    const shares = [];
    for (let call = 0; call < 6; call += 1) shares.push((await budgets[0].take({ longestMs: 1, share: 0.5 })) === 0);
    expect(shares).toEqual([true, true, true, true, true, false]);
    const rest = [];
    for (let call = 0; call < 7; call += 1) rest.push((await budgets[1].take(immediate)) === 0);
    expect(rest).toEqual([true, true, true, true, true, false, false]);
    expect(Math.ceil((await take(budgets[0])) / INTERVAL_MS)).toBe(1);
  });

  it('keeps the silence that one of them was asked for, the longest of several', async () => {
    const { budgets } = await two();
    await budgets[0].hold(INTERVAL_MS);
    await budgets[1].hold(1_000);
    for (const budget of budgets) expect(await budget.take(immediate)).toBeGreaterThan(INTERVAL_MS / 2);
  });

  it('is one for each process while Redis is away, and a shared one again when it is back', async () => {
    const { name, budgets } = await two();
    await proxy.cut();
    for (const budget of budgets) {
      const waits = [];
      for (let call = 0; call <= SIZE.burst; call += 1) waits.push((await budget.take(immediate)) === 0);
      expect(waits).toEqual([...Array<boolean>(SIZE.burst).fill(true), false]);
    }
    await budgets[0].hold(INTERVAL_MS);
    expect(await kept(name)).toBe(0);
    await proxy.open();
    await until(async () => {
      await budgets[1].take(immediate);
      return (await kept(name)) === 1;
    });
    // What only one of them was told while Redis was away, it keeps to all the same.
    expect(await budgets[0].take(immediate)).toBeGreaterThan(INTERVAL_MS / 2);
    expect(await budgets[1].take(immediate)).toBe(0);
  });

  it('makes nobody wait for a Redis that has fallen silent', async () => {
    const { budgets } = await two();
    proxy.fallSilent();
    expect(await budgets[0].take(immediate)).toBe(0);
    await proxy.cut();
    await proxy.open();
  });
});

describeWith('redis', 'two processes beside one ConnectWise', () => {
  const redis = new Redis(REDIS_PORT, '127.0.0.1');
  let server: RunningConnectWise;
  let first: TestApp;
  let second: TestApp;

  beforeAll(async () => {
    server = await startSimulator({ companies: 20, contacts: 40, catalogItems: 10, opportunities: 2 });
    const env = { ...environmentOf(server), REDIS_URL: `redis://127.0.0.1:${REDIS_PORT}?keyPrefix=${keyPrefix}` };
    first = await startTestApp(env);
    second = await startTestApp({ ...env, DATABASE_URL: first.databaseUrl });
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await server.close();
    const keys = await redis.keys(`${keyPrefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  });

  const count = async ({ nest }: TestApp) => {
    const { client } = await nest.get(ConnectWise, { strict: false }).connection();
    return client.count(locations);
  };

  it('are silent together when it has told one of them to come back later', async () => {
    expect([await count(first), await count(second)]).toEqual([2, 2]);
    server.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 600 }, times: 1 });
    await expect(count(first)).rejects.toMatchObject({ code: 'connectwise.rateLimited' });
    server.simulation.requests.length = 0;
    await expect(count(second)).rejects.toMatchObject({
      ...{ code: 'connectwise.rateLimited', status: 503 },
      details: { retryAfter: expect.any(Number) as number },
    });
    expect(server.simulation.requests).toEqual([]);
  });
});
