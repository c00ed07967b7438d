import { RealtimeConfig } from '../realtime.options';
import { RecordLocks } from './record-locks';

describe('RecordLocks', () => {
  let locks: RecordLocks;

  beforeEach(() => {
    const limits = { locksPerSocket: 2, locksTotal: 3 };
    locks = new RecordLocks(new RealtimeConfig({ publicUrl: 'http://localhost', corsOrigins: [], limits }));
  });

  const each = async (holder: string, ...records: string[]) => {
    const answers: boolean[] = [];
    for (const record of records) answers.push(await locks.reserve(holder, record));
    return answers;
  };

  it('gives a record to one holder, who may ask again', async () => {
    expect([await each('a', 'r'), await each('b', 'r'), await each('a', 'r')]).toEqual([[true], [false], [true]]);
  });

  it('releases only what the holder has', async () => {
    await locks.reserve('a', 'r');
    await locks.release('b', 'r');
    expect(await locks.reserve('b', 'r')).toBe(false);

    await locks.release('a', 'r');
    expect(await locks.reserve('b', 'r')).toBe(true);
  });

  it('bounds the records of a holder and of all', async () => {
    expect(await each('a', '1', '2', '3')).toEqual([true, true, false]);
    expect(await each('b', '3', '4')).toEqual([true, false]);

    await locks.releaseAll('a');
    expect(await locks.reserve('b', '4')).toBe(true);
  });

  it.each(['', 'x'.repeat(513)])('refuses a name of unusual length', async (record) => {
    expect(await locks.reserve('a', record)).toBe(false);
  });
});
