import { compare, type KnownDevice } from './comparison';
import type { SeenDevice } from './site-reading';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const at = (minutes: number): Date => new Date(START + minutes * MINUTE);

const seen = (changes: Partial<SeenDevice> = {}): SeenDevice => ({
  ...{ mac: '78:45:58:00:00:01', name: 'AP 1', model: 'U6PRO', type: 'uap', version: '6.6.77', adopted: true },
  ...{ ip: '192.168.1.2', state: 1, clients: 3, uptime: 60 },
  ...changes,
});

const known = (changes: Partial<KnownDevice> = {}): KnownDevice => ({
  ...{ mac: '78:45:58:00:00:01', name: 'AP 1', model: 'U6PRO', type: 'uap', version: '6.6.77', adopted: true },
  ...{ revisionId: 7, present: true, state: 1, stateSince: at(0), toldState: 1, toldAt: [] },
  ...changes,
});

describe('a snapshot compared with what is known', () => {
  it('tells nothing of a device at first sight', () => {
    const { kept, closed, opened, changes } = compare([], [seen({ state: 0 })], at(5));
    expect(kept).toMatchObject([{ revisionId: null, state: 0, stateSince: at(5), toldState: 0, toldAt: [] }]);
    expect([closed, opened, changes]).toEqual([[], [], []]);
  });

  it('keeps the revision of a device whose facts are the same, whatever it does', () => {
    const { kept, closed } = compare([known()], [seen({ clients: 9, uptime: 360, ip: '192.168.1.9' })], at(5));
    expect(kept).toMatchObject([{ revisionId: 7, stateSince: at(0), clients: 9 }]);
    expect(closed).toEqual([]);
  });

  it.each([
    { name: 'Lobby' },
    { name: null },
    { model: 'U7PRO' },
    { type: 'usw' },
    { version: '6.6.78' },
    { adopted: false },
  ])('begins a revision for %j', (change) => {
    const { kept, closed, changes } = compare([known()], [seen(change)], at(5));
    expect(kept).toMatchObject([{ revisionId: null }]);
    expect([closed, changes]).toEqual([[7], []]);
  });

  it('ends the revision of a device that has gone, once, and goes on with it when it returns as it was', () => {
    expect(compare([known()], [], at(5))).toMatchObject({ kept: [], closed: [7] });
    expect(compare([known({ present: false })], [], at(10)).closed).toEqual([]);
    const returned = compare([known({ present: false })], [seen()], at(15));
    expect(returned).toMatchObject({ opened: [7], closed: [], kept: [{ revisionId: 7 }] });
    const changed = compare([known({ present: false })], [seen({ version: '7' })], at(15));
    expect(changed).toMatchObject({ opened: [], closed: [], kept: [{ revisionId: null }] });
  });

  it('tells a change of the state with what was told before', () => {
    const { kept, changes } = compare([known()], [seen({ state: 0 })], at(5));
    expect(changes).toMatchObject([{ previousState: 1, flapping: false, device: { state: 0 } }]);
    expect(kept).toMatchObject([{ state: 0, stateSince: at(5), toldState: 0, toldAt: [at(5)] }]);
  });

  it('tells once that a device is not there any more, and when it is back', () => {
    const gone = compare([known()], [], at(5));
    expect(gone.changes).toMatchObject([
      { previousState: 1, flapping: false, device: { mac: known().mac, name: 'AP 1', state: -1 } },
    ]);
    expect(gone.missed).toEqual([{ mac: known().mac, toldState: -1, toldAt: [at(5)] }]);
    const absent = known({ present: false, ...gone.missed[0] });
    expect(compare([absent], [], at(10))).toMatchObject({ missed: [], changes: [] });
    expect(compare([absent], [seen({ state: 5 })], at(15))).toMatchObject({
      changes: [{ previousState: -1, device: { state: 5 } }],
      kept: [{ toldState: 5, toldAt: [at(5), at(15)] }],
    });
  });

  it('tells later of a device that went while nothing more was told of it', () => {
    const busy = known({ toldAt: [at(1), at(2), at(3), at(4)] });
    expect(compare([busy], [], at(5))).toMatchObject({ missed: [], changes: [], closed: [7] });
    const later = compare([{ ...busy, present: false }], [], at(61));
    expect(later).toMatchObject({ missed: [{ toldState: -1 }], changes: [{ flapping: true }], closed: [] });
  });

  it('tells of a device that flaps four times an hour, and then what has become of it', () => {
    let device = known();
    const told: string[] = [];
    for (let minute = 1; minute <= 150; minute += 1) {
      // Off and on each minute until it stays off.
      const state = minute < 100 ? minute % 2 : 0;
      const { kept, changes } = compare([device], [seen({ state })], at(minute));
      const [next] = kept;
      if (!next) throw new Error('The device was not kept');
      device = { ...device, ...next, revisionId: 7 };
      for (const { previousState, flapping, device: now } of changes) {
        told.push(`${minute}: ${previousState}>${now.state}${flapping ? ' flapping' : ''}`);
      }
    }
    expect(told).toEqual([
      ...['2: 1>0', '3: 0>1', '4: 1>0', '5: 0>1 flapping'],
      // An hour after each of them there is room for another one.
      ...['62: 1>0 flapping', '63: 0>1 flapping', '64: 1>0 flapping', '65: 0>1 flapping'],
      '122: 1>0 flapping',
    ]);
    expect(device).toMatchObject({ state: 0, toldState: 0 });
    expect(device.toldAt.length).toBeLessThanOrEqual(4);
  });
});
