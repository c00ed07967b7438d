import { LastUsedStamps } from './last-used-stamps';
import type { TokensRepository } from './tokens.repository';

const now = new Date('2026-03-02T09:15:00.000Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);

function start(stamp: (uses: ReadonlyMap<string, Date>) => Promise<void>) {
  return new LastUsedStamps({ stamp } as unknown as TokensRepository);
}

describe('LastUsedStamps', () => {
  it('writes all uses at once, the first of each token, and only those older than a minute', async () => {
    const stamp = jest.fn((_uses: ReadonlyMap<string, Date>) => Promise.resolve());
    const stamps = start(stamp);
    stamps.mark('new', null, now);
    stamps.mark('new', null, new Date(now.getTime() + 500));
    stamps.mark('old', secondsAgo(60), now);
    stamps.mark('recent', secondsAgo(59), now);
    await stamps.flush();
    await stamps.flush();
    expect(stamp.mock.calls.map(([uses]) => [...uses])).toEqual([
      [
        ['new', now],
        ['old', now],
      ],
    ]);
  });

  it('loses nothing when the application stops', async () => {
    const stamp = jest.fn((_uses: ReadonlyMap<string, Date>) => Promise.resolve());
    const stamps = start(stamp);
    stamps.onApplicationBootstrap();
    stamps.mark('t', null, now);
    await stamps.beforeApplicationShutdown();
    expect(stamp).toHaveBeenCalledTimes(1);
  });

  it('writes again what could not be written', async () => {
    const stamp = jest.fn<Promise<void>, [ReadonlyMap<string, Date>]>().mockRejectedValueOnce(new Error('gone'));
    const stamps = start(stamp);
    stamps.mark('t', null, now);
    await stamps.flush();
    await stamps.flush();
    expect(stamp).toHaveBeenCalledTimes(2);
    expect([...(stamp.mock.calls[1]?.[0] ?? [])]).toEqual([['t', now]]);
  });
});
