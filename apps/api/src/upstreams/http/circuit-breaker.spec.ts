import { defineErrors } from '@app/kernel';
import { CircuitBreaker } from './circuit-breaker';

const failure = { status: 503, message: 'The upstream fails' };
const errors = defineErrors('upstream', {
  ...{ unavailable: failure, busy: failure, rateLimited: failure, timeout: failure },
  ...{ unreachable: failure, failed: failure, unreadable: failure },
});

const ill = new Error('ill');
const refused = new Error('refused');
const abandoned = new Error('abandoned');

function newBreaker() {
  const clock = { now: 0 };
  const changes: boolean[] = [];
  const time = { now: () => clock.now, wait: () => Promise.resolve(), timeout: () => new AbortController().signal };
  const options = { errors, failures: 2, coolDownMs: 1_000, onChange: (open: boolean) => void changes.push(open) };
  const breaker = new CircuitBreaker(time, options);
  const health = (error: unknown) => (error === ill ? 'ill' : error === refused ? 'well' : 'unknown');
  const run = (task: () => Promise<unknown>) => breaker.run(task, health).catch((error: unknown) => error);
  return { clock, changes, run, breaker, fail: (error: Error) => run(() => Promise.reject(error)) };
}

const unavailable = expect.objectContaining({ code: 'upstream.unavailable' });

describe('CircuitBreaker', () => {
  it('tells its state, and how many calls it refused', async () => {
    const { breaker, clock, fail, run } = newBreaker();
    expect([breaker.state, breaker.rejected]).toEqual(['closed', 0]);
    await fail(ill);
    await fail(ill);
    expect([breaker.state, breaker.rejected]).toEqual(['open', 0]);
    await fail(ill);
    expect(breaker.rejected).toBe(1);
    clock.now = 1_000;
    expect(breaker.state).toBe('half-open');
    await run(async () => {
      expect(breaker.state).toBe('half-open');
      expect(await fail(ill)).toEqual(unavailable);
    });
    expect([breaker.state, breaker.rejected]).toEqual(['closed', 2]);
  });

  it('counts failures in a row only', async () => {
    const { fail, run, changes } = newBreaker();
    await fail(ill);
    await run(() => Promise.resolve());
    await fail(ill);
    await fail(refused);
    await fail(ill);
    expect(changes).toEqual([]);
    await fail(ill);
    expect(changes).toEqual([true]);
    expect(await fail(ill)).toEqual(unavailable);
  });

  it('lets one call at a time try, and the next when that one was abandoned', async () => {
    const { fail, run, clock, changes } = newBreaker();
    await fail(ill);
    await fail(ill);
    clock.now = 1_000;
    let giveUp = (_reason: Error) => {};
    const probe = run(() => new Promise((_resolve, reject) => (giveUp = reject)));
    expect(await fail(ill)).toEqual(unavailable);
    giveUp(abandoned);
    expect(await probe).toBe(abandoned);
    expect(await run(() => Promise.resolve('back'))).toBe('back');
    expect(changes).toEqual([true, false]);
  });

  it('cools down anew after a try that failed', async () => {
    const { fail, clock } = newBreaker();
    await fail(ill);
    await fail(ill);
    clock.now = 1_000;
    expect(await fail(ill)).toBe(ill);
    clock.now = 1_999;
    expect(await fail(ill)).toEqual(unavailable);
    clock.now = 2_000;
    expect(await fail(ill)).toBe(ill);
  });
});
