import { ConcurrencyLimit } from './concurrency-limit';

/** Lets every already resolved promise run its continuations. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('ConcurrencyLimit', () => {
  it('runs so many at once, in order, and refuses beyond the queue', async () => {
    const limit = new ConcurrencyLimit(2, 2, () => new Error('full'));
    const started: number[] = [];
    const finish: (() => void)[] = [];
    const start = (id: number) =>
      limit.run(() => {
        started.push(id);
        return new Promise<number>((resolve) => finish.push(() => resolve(id)));
      });

    const tasks = [1, 2, 3, 4].map(start);
    await expect(start(5)).rejects.toThrow('full');
    expect(started).toEqual([1, 2]);

    finish[1]?.();
    await settle();
    expect(started).toEqual([1, 2, 3]);

    finish[0]?.();
    await settle();
    finish.slice(2).forEach((resolve) => resolve());
    expect(await Promise.all(tasks)).toEqual([1, 2, 3, 4]);
  });

  it('frees the place of a task that fails', async () => {
    const limit = new ConcurrencyLimit(1, 0, () => new Error('full'));
    await expect(limit.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await limit.run(() => Promise.resolve('fine'))).toBe('fine');
  });
});
