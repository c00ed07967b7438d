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

  it('forgets who gave up', async () => {
    const limit = new ConcurrencyLimit(1, 2, () => new Error('full'));
    const started: string[] = [];
    const finish: (() => void)[] = [];
    const start = (name: string, signal?: AbortSignal) =>
      limit.run(() => {
        started.push(name);
        return new Promise<void>((resolve) => finish.push(resolve));
      }, signal);
    const giveUp = new AbortController();
    const [first, second, third] = [start('first'), start('second', giveUp.signal), start('third')];
    giveUp.abort(new Error('gave up'));
    await expect(second).rejects.toThrow('gave up');
    await expect(start('late', giveUp.signal)).rejects.toThrow('gave up');
    finish[0]?.();
    await first;
    await settle();
    finish[1]?.();
    await third;
    expect(started).toEqual(['first', 'third']);
  });
});
