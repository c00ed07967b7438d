import { PermissionSet, systemActor, type Actor } from '@app/kernel';
import type { Database, Transactions } from '@app/database';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AppConfig } from '../../../config';
import { SharedRedis } from '../../../redis';
import { Counter, Counters } from './counters';
import { CountingRateLimiter } from './counting-rate-limiter';

const { origin } = systemActor();

const anonymous = (address: string): Actor => ({ principal: null, origin: { ...origin, address } });

const signedIn = (userId: string, tokenId: string, address = '192.0.2.1'): Actor => ({
  principal: { userId, tokenId, login: userId, permissions: PermissionSet.none, kind: 'session' },
  origin: { ...origin, address },
});

describe('CountingRateLimiter', () => {
  const create: Counters['create'] = (keyPrefix, { seconds }) =>
    new Counter(new RateLimiterMemory({ keyPrefix, points: 1, duration: seconds }));
  let limiter: CountingRateLimiter;

  beforeEach(() => {
    limiter = new CountingRateLimiter({ create } as Counters, { revealsPerMinute: 1 } as AppConfig);
  });

  const refused = { status: 429, details: { retryAfter: expect.any(Number) as number } };

  it('counts writes per token', async () => {
    await limiter.consume('write', signedIn('ada', 't1'));
    await limiter.consume('write', signedIn('ada', 't2'));
    await expect(limiter.consume('write', signedIn('ada', 't1', '192.0.2.9'))).rejects.toMatchObject(refused);
  });

  it('counts new tokens per user', async () => {
    await limiter.consume('token-creation', signedIn('ada', 't1'));
    await limiter.consume('token-creation', signedIn('bob', 't2'));
    await expect(limiter.consume('token-creation', signedIn('ada', 't3'))).rejects.toMatchObject(refused);
  });

  it('counts logins and whoever has no token per address, each class on its own', async () => {
    for (const limit of ['login', 'public-write', 'write'] as const) {
      await limiter.consume(limit, anonymous('192.0.2.1'));
      await limiter.consume(limit, anonymous('192.0.2.2'));
      await expect(limiter.consume(limit, anonymous('192.0.2.1'))).rejects.toMatchObject(refused);
    }
  });

  it('never counts what is exempt', async () => {
    for (const actor of Array<Actor>(3).fill(anonymous('192.0.2.1'))) {
      await expect(limiter.consume('exempt', actor)).resolves.toBeUndefined();
    }
    await expect(limiter.consume('write', anonymous('192.0.2.1'))).resolves.toBeUndefined();
  });
});

describe('Counters', () => {
  it('multiplies every budget by the configured factor', async () => {
    const config = { redisUrl: null, rateLimitFactor: 3 } as AppConfig;
    const counters = new Counters(config, {} as Database, {} as Transactions, new SharedRedis(config));
    const counter = counters.create('test', { points: 2, seconds: 60, shared: false });
    const spendings = [];
    for (let count = 0; count < 8; count += 1) spendings.push(await counter.spend('key'));
    expect(spendings.map(({ wait }) => wait > 0)).toEqual([...Array<boolean>(6).fill(false), true, true]);
    expect(spendings.map(({ overdrew }) => overdrew)).toEqual([...Array<boolean>(6).fill(false), true, false]);
  });

  it('do not let a transaction wait for the database with its connection in hand', async () => {
    const config = { redisUrl: null, rateLimitFactor: 1 } as AppConfig;
    const counters = new Counters(
      config,
      { dataSource: {} } as Database,
      { active: true } as Transactions,
      new SharedRedis(config),
    );
    const counter = counters.create('test', { points: 2, seconds: 60, shared: true });
    await expect(counter.spend('key')).rejects.toThrow('within a transaction');
  });
});
