import { systemActor, type Actor } from '@app/kernel';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Counter, type Counters } from './counters';
import { LoginThrottle } from './login-throttle';

const from = (address: string): Actor => {
  const { principal, origin } = systemActor();
  return { principal, origin: { ...origin, address } };
};

describe('LoginThrottle', () => {
  const here = from('192.0.2.1');
  let throttle: LoginThrottle;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick'] });
    const create: Counters['create'] = (keyPrefix, { points, seconds }) =>
      new Counter(new RateLimiterMemory({ keyPrefix, points, duration: seconds }));
    throttle = new LoginThrottle({ create } as Counters);
  });
  afterEach(() => jest.useRealTimers());

  const overdraw = async (actor = here) => {
    for (let count = 0; count < 10; count += 1) await throttle.attempt(actor, 'ada');
    return waitOf(actor);
  };

  const waitOf = async (actor = here, login = 'ada'): Promise<unknown> => {
    const refusal: unknown = await throttle.attempt(actor, login).catch((error: unknown) => error);
    return (refusal as { details?: { retryAfter?: number } } | undefined)?.details?.retryAfter;
  };

  it('waits twice as long each time, up to a quarter of an hour', async () => {
    for (const wait of [60, 120, 240, 480, 900]) {
      expect(await overdraw()).toBe(wait);
      jest.advanceTimersByTime(wait * 1000 + 1);
    }
  });

  it('does not wait longer for attempts during a wait', async () => {
    expect(await overdraw()).toBe(60);
    jest.advanceTimersByTime(20_000);
    expect(await waitOf()).toBe(40);
    expect(await waitOf()).toBe(40);
  });

  it('begins anew after a right password', async () => {
    await overdraw();
    jest.advanceTimersByTime(60_001);
    await throttle.attempt(here, 'ada');
    await throttle.succeeded(here, 'ADA');
    jest.advanceTimersByTime(60_001);
    expect(await overdraw()).toBe(60);
  });

  it('counts every address and every login name apart', async () => {
    await overdraw();
    expect(await waitOf(from('192.0.2.2'))).toBeUndefined();
    expect(await waitOf(here, 'bob')).toBeUndefined();
    expect(await waitOf(from('::ffff:192.0.2.1'), 'Ada')).toBeDefined();
  });
});
