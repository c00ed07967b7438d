import { coalesce } from './coalesce';

/** Work whose runs end when told to. */
function controlled() {
  const ends: ((error?: Error) => void)[] = [];
  const work = () => new Promise<void>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())));
  return { ends, run: coalesce(work) };
}

describe('coalesce', () => {
  it('answers all calls that come during a run with one more', async () => {
    const { ends, run } = controlled();
    const calls = [run(), run(), run(), run()];
    expect(ends).toHaveLength(1);

    ends[0]?.();
    await calls[0];
    await Promise.resolve();
    expect(ends).toHaveLength(2);

    ends[1]?.();
    await Promise.all(calls);
    expect(ends).toHaveLength(2);
  });

  it('runs anew when nothing is running', async () => {
    const { ends, run } = controlled();
    const first = run();
    ends[0]?.();
    await first;

    void run();

    expect(ends).toHaveLength(2);
  });

  it('goes on after a failure', async () => {
    const { ends, run } = controlled();
    const [first, second] = [run(), run()];
    ends[0]?.(new Error('failed'));
    await expect(first).rejects.toThrow('failed');
    await Promise.resolve();

    ends[1]?.();

    await expect(second).resolves.toBeUndefined();
  });
});
