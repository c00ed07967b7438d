import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import type { ContractAgent } from '../../support/agent';
import { startTestApp, type TestApp } from '../../support/app';
import { describeWith } from '../../support/services';
import { TcpProxy } from '../../support/tcp-proxy';
import { until } from '../../support/until';

const REDIS_PORT = 6379;
/** A twentieth of the budgets: 5 logins per address, 30 writes per token. */
const FACTOR = '0.05';
const LOGINS = 5;
const WRITES = 30;

let addresses = 0;
const newAddress = () => `198.51.100.${(addresses += 1)}`;

/** The status of a login with a name of its own, so that only the budget of the address counts. */
const logIn = async (agent: ContractAgent, address: string) => {
  const username = `nobody-${randomBytes(6).toString('hex')}`;
  const login = agent.post('/users/login').set('x-forwarded-for', address).send({ username, password: 'Wrong-1234!' });
  return (await login).status;
};

describeWith('redis', 'rate limits in Redis', () => {
  const keyPrefix = `switchyard-test-${randomBytes(6).toString('hex')}:`;
  const redis = new Redis(REDIS_PORT, '127.0.0.1');
  const proxy = new TcpProxy(REDIS_PORT);
  let first: TestApp;
  let second: TestApp;

  const countedLogins = async (address: string) => (await redis.keys(`${keyPrefix}*login:${address}`)).length;

  /** Resolves when this process counts in Redis. */
  const isConnected = (app: TestApp) =>
    until(async () => {
      const address = newAddress();
      await logIn(app.agent, address);
      return (await countedLogins(address)) > 0;
    });

  beforeAll(async () => {
    await proxy.open();
    const env = {
      REDIS_URL: `redis://127.0.0.1:${proxy.port}?keyPrefix=${keyPrefix}`,
      SWITCHYARD_RATE_LIMIT_FACTOR: FACTOR,
      TRUST_PROXY: 'loopback',
    };
    first = await startTestApp(env);
    second = await startTestApp({ ...env, DATABASE_URL: first.databaseUrl });
  });
  beforeEach(() => Promise.all([first, second].map(isConnected)));
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await proxy.cut();
    const keys = await redis.keys(`${keyPrefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  });

  it('counts the logins of an address in all processes together', async () => {
    const address = newAddress();
    const statuses = await Promise.all(
      Array.from({ length: LOGINS * 2 }, (_, index) => logIn((index % 2 ? second : first).agent, address)),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(LOGINS);
    expect(await logIn(first.agent, newAddress())).not.toBe(429);
  });

  it('counts the writes of a token in all processes together', async () => {
    const user = await first.actor();
    const { token } = user;
    const agents = [first, second].map(({ agent }) => agent.as(token));
    const write = async (agent: ContractAgent) => (await agent.delete('/api/v1/user/tokens/none')).status;
    const statuses = [];
    for (let count = 0; count < WRITES / 2; count += 1) statuses.push(...(await Promise.all(agents.map(write))));
    expect(statuses).not.toContain(429);
    expect(await Promise.all(agents.map(write))).toEqual([429, 429]);
  });

  it('counts in each process while Redis is away, and together again when it is back', async () => {
    const address = newAddress();
    await proxy.cut();
    for (const { agent } of [first, second]) {
      const statuses = [];
      for (let count = 0; count <= LOGINS; count += 1) statuses.push(await logIn(agent, address));
      expect(statuses.map((status) => status === 429)).toEqual([...Array<boolean>(LOGINS).fill(false), true]);
    }
    expect(await countedLogins(address)).toBe(0);

    await proxy.open();
    await Promise.all([first, second].map(isConnected));
    const after = newAddress();
    for (let count = 0; count < LOGINS; count += 1) {
      expect(await logIn((count % 2 ? second : first).agent, after)).not.toBe(429);
    }
    expect([await logIn(first.agent, after), await logIn(second.agent, after)]).toEqual([429, 429]);
  });

  it('lets nobody wait for a Redis that has fallen silent', async () => {
    proxy.fallSilent();
    const startedAt = performance.now();
    const status = await logIn(first.agent, newAddress());
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(status).not.toBe(429);
    await proxy.cut();
    await proxy.open();
  });
});
