import { setImmediate as turn } from 'node:timers/promises';
import { defineErrors } from '@app/kernel';
import { ConcurrencyGate } from './concurrency-gate';

const failure = { status: 503, message: 'The upstream fails' };
const errors = defineErrors('upstream', {
  ...{ unavailable: failure, busy: failure, rateLimited: failure, timeout: failure },
  ...{ unreachable: failure, failed: failure, unreadable: failure },
});

/** Tasks that end when told, in a gate with one place and a line of two. */
function newGate() {
  const gate = new ConcurrencyGate(1, 2, errors);
  const started: string[] = [];
  const finish: Record<string, () => void> = {};
  const run = (name: string, signal?: AbortSignal) =>
    gate.run(() => {
      started.push(name);
      return new Promise<void>((resolve) => (finish[name] = resolve));
    }, signal);
  return { started, finish, run };
}

describe('ConcurrencyGate', () => {
  it('lets the next in line in, and refuses when the line is full', async () => {
    const { run, started, finish } = newGate();
    const first = run('first');
    const second = run('second');
    const third = run('third');
    await expect(run('fourth')).rejects.toMatchObject({ code: 'upstream.busy', status: 503 });
    expect(started).toEqual(['first']);
    finish.first?.();
    await first;
    await turn();
    expect(started).toEqual(['first', 'second']);
    finish.second?.();
    await second;
    await turn();
    finish.third?.();
    await third;
    expect(started).toEqual(['first', 'second', 'third']);
  });

  it('forgets who gave up, and frees the place of a task that failed', async () => {
    const { run, started, finish } = newGate();
    const gate = new ConcurrencyGate(1, 0, errors);
    await expect(gate.run(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(gate.run(() => Promise.resolve('next'))).resolves.toBe('next');

    const first = run('first');
    const giveUp = new AbortController();
    const second = run('second', giveUp.signal);
    const third = run('third');
    giveUp.abort(new Error('gave up'));
    await expect(second).rejects.toThrow('gave up');
    finish.first?.();
    await first;
    await turn();
    finish.third?.();
    await third;
    expect(started).toEqual(['first', 'third']);
    await expect(run('late', giveUp.signal)).rejects.toThrow('gave up');
  });
});
