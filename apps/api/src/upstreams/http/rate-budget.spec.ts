import { ProcessRateBudget } from './rate-budget';
import type { Time } from './time';

function newBudget() {
  const clock = { now: 0 };
  const time: Time = {
    now: () => clock.now,
    wait: () => Promise.resolve(),
    timeout: () => new AbortController().signal,
  };
  const budget = new ProcessRateBudget(time, { perMinute: 60, burst: 4 });
  const take = (longestMs = Infinity, share = 1) => budget.take({ longestMs, share });
  return { clock, budget, take };
}

const waits = async (amount: number, take: () => Promise<number>): Promise<number[]> => {
  const found: number[] = [];
  for (let call = 0; call < amount; call += 1) found.push(await take());
  return found;
};

describe('ProcessRateBudget', () => {
  it('lets a burst go and spreads the rest', async () => {
    const { clock, take } = newBudget();
    expect(await waits(6, take)).toEqual([0, 0, 0, 0, 1_000, 2_000]);
    clock.now = 6_000;
    expect(await waits(5, take)).toEqual([0, 0, 0, 0, 1_000]);
  });

  it('takes nothing for who cannot wait', async () => {
    const { take } = newBudget();
    await waits(4, take);
    expect(await waits(3, () => take(1_000))).toEqual([1_000, 1_000, 1_000]);
    expect(await take()).toBe(1_000);
  });

  it('leaves to others what lies above a share', async () => {
    const { take } = newBudget();
    expect(await waits(4, () => take(1, 0.5))).toEqual([0, 0, 1_000, 1_000]);
    expect(await waits(3, take)).toEqual([0, 0, 1_000]);
    const { take: small } = newBudget();
    expect(await small(1, 0.01)).toBe(0);
  });

  it('keeps the longest silence that was asked for', async () => {
    const { clock, budget, take } = newBudget();
    await budget.hold(5_000);
    await budget.hold(1_000);
    expect(await take()).toBe(5_000);
    clock.now = 5_000;
    expect(await take()).toBe(0);
  });
});
