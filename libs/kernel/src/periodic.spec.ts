import { deferred, type Deferred } from '../../../test/support/deferred';
import { Periodic } from './periodic';

describe('Periodic', () => {
  const failures: unknown[] = [];
  const rounds: Deferred[] = [];
  let periodic: Periodic;

  beforeEach(() => {
    jest.useFakeTimers();
    failures.length = 0;
    rounds.length = 0;
    const work = () => {
      const round = deferred();
      rounds.push(round);
      return round.promise;
    };
    periodic = new Periodic(1_000, work, (error) => failures.push(error));
    periodic.start();
  });
  afterEach(() => jest.useRealTimers());

  it('works once per period, and at once when told to', async () => {
    await jest.advanceTimersByTimeAsync(999);
    expect(rounds).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(rounds).toHaveLength(1);
    rounds[0]?.resolve();
    await jest.advanceTimersByTimeAsync(0);
    periodic.runNow();
    expect(rounds).toHaveLength(2);
  });

  it('never does two rounds at a time', async () => {
    await jest.advanceTimersByTimeAsync(3_000);
    expect(rounds).toHaveLength(1);
    rounds[0]?.resolve();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(rounds).toHaveLength(2);
  });

  it('goes on after a failure', async () => {
    const failure = new Error('no');
    await jest.advanceTimersByTimeAsync(1_000);
    rounds[0]?.reject(failure);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(failures).toEqual([failure]);
    expect(rounds).toHaveLength(2);
  });

  it('stops when the running round is over', async () => {
    await jest.advanceTimersByTimeAsync(1_000);
    const stopped = jest.fn();
    const stopping = periodic.stop().then(stopped);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(stopped).not.toHaveBeenCalled();
    rounds[0]?.resolve();
    await stopping;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(rounds).toHaveLength(1);
  });
});
