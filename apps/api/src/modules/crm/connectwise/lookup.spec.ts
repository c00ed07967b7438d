import { Clock } from '@app/kernel';
import { Lookup } from './lookup';

class StandingClock extends Clock {
  at = 1_000_000;

  override now(): Date {
    return new Date(this.at);
  }
}

interface Member {
  readonly id: number;
  readonly name: string;
}

function setUp(load: jest.Mock<Promise<Member[]>, []>, most = 10) {
  const clock = new StandingClock();
  return { clock, lookup: new Lookup(clock, { load, keyOf: ({ id }) => id, freshMs: 60_000, most }) };
}

const loading = () => jest.fn<Promise<Member[]>, []>().mockResolvedValue([{ id: 1, name: 'Ada' }]);

describe('Lookup', () => {
  it('is loaded once for all who ask at once, and again when it has expired', async () => {
    const load = loading();
    const { clock, lookup } = setUp(load);
    const [one, other] = await Promise.all([lookup.all(), lookup.all()]);
    expect(one).toBe(other);
    clock.at += 59_999;
    await lookup.all();
    expect(load).toHaveBeenCalledTimes(1);
    clock.at += 1;
    load.mockResolvedValueOnce([{ id: 1, name: 'Grace' }]);
    expect((await lookup.all()).get(1)?.name).toBe('Grace');
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('goes on with what it knew when it cannot be loaded again, and does not try at every call', async () => {
    const load = loading();
    const { clock, lookup } = setUp(load);
    await lookup.all();
    clock.at += 60_000;
    load.mockRejectedValue(new Error('down'));
    expect((await lookup.all()).get(1)?.name).toBe('Ada');
    await lookup.all();
    expect(load).toHaveBeenCalledTimes(2);
    clock.at += 30_000;
    await lookup.all();
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('fails while it knows nothing, and tries again at once', async () => {
    const load = loading();
    const { lookup } = setUp(load);
    load.mockRejectedValueOnce(new Error('down'));
    await expect(lookup.all()).rejects.toThrow('down');
    expect((await lookup.all()).size).toBe(1);
  });

  it('keeps no more than it may', async () => {
    const load = loading();
    load.mockResolvedValue(Array.from({ length: 20 }, (_, id) => ({ id, name: String(id) })));
    expect((await setUp(load, 3).lookup.all()).size).toBe(3);
  });

  it('is read again after a change, and keeps nothing that was read before it', async () => {
    const load = loading();
    const { lookup } = setUp(load);
    let answer: (members: Member[]) => void = () => undefined;
    load.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const early = lookup.all();
    lookup.expire();
    load.mockResolvedValueOnce([{ id: 1, name: 'Grace' }]);
    expect((await lookup.all()).get(1)?.name).toBe('Grace');
    answer([{ id: 1, name: 'Ada' }]);
    expect((await early).get(1)?.name).toBe('Ada');
    expect((await lookup.all()).get(1)?.name).toBe('Grace');
    expect(load).toHaveBeenCalledTimes(2);
  });
});
