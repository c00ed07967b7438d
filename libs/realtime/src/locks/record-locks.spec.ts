import { RealtimeConfig } from '../realtime.options';
import { RecordLocks } from './record-locks';

describe('RecordLocks', () => {
  let locks: RecordLocks;

  beforeEach(() => {
    const limits = { locksPerSocket: 2, locksTotal: 3 };
    locks = new RecordLocks(new RealtimeConfig({ publicUrl: 'http://localhost', corsOrigins: [], limits }));
  });

  it('gives a record to one holder, who may ask again', () => {
    expect([locks.reserve('a', 'r'), locks.reserve('b', 'r'), locks.reserve('a', 'r')]).toEqual([true, false, true]);
  });

  it('releases only what the holder has', () => {
    locks.reserve('a', 'r');
    locks.release('b', 'r');
    expect(locks.reserve('b', 'r')).toBe(false);

    locks.release('a', 'r');
    expect(locks.reserve('b', 'r')).toBe(true);
  });

  it('bounds the records of a holder and of all', () => {
    expect(['1', '2', '3'].map((record) => locks.reserve('a', record))).toEqual([true, true, false]);
    expect(['3', '4'].map((record) => locks.reserve('b', record))).toEqual([true, false]);

    locks.releaseAll('a');
    expect(locks.reserve('b', '4')).toBe(true);
  });

  it.each(['', 'x'.repeat(513)])('refuses a name of unusual length', (record) => {
    expect(locks.reserve('a', record)).toBe(false);
  });
});
