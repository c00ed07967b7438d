import { readDevice } from '../controller/records/device';
import { readHealth } from '../controller/records/site';
import { unpackHealth } from './packed-health';
import { readSite } from './site-reading';

const device = (fields: object) => readDevice({ _id: 'x', mac: 'AA:BB:CC:00:00:01', ...fields });

describe('what the controller says of a site', () => {
  it('reads numbers that come as texts, and leaves out what is none', () => {
    const { devices } = readSite(
      [
        device({ state: '1', uptime: '3600', num_sta: '12', adopted: 'true' }),
        device({ mac: 'aa:bb:cc:00:00:02', state: '', uptime: '', num_sta: 'many' }),
        device({ mac: 'aa:bb:cc:00:00:03', state: 1, uptime: -5, num_sta: 1e300 }),
      ],
      [],
    );
    expect(devices).toMatchObject([
      { mac: 'aa:bb:cc:00:00:01', state: 1, uptime: 3600, clients: 12, adopted: true },
      { state: 0, uptime: null, clients: null },
      { uptime: null, clients: 2_147_483_647 },
    ]);
  });

  it('takes types, models and states of later versions as they are', () => {
    const { devices } = readSite(
      [device({ type: 'utoaster', model: 'BREAD', state: 42 }), device({ mac: '2', state: 99_999 })],
      [],
    );
    expect(devices).toMatchObject([{ type: 'utoaster', model: 'BREAD', state: 42 }, { state: -1 }]);
  });

  it('knows a device by its address: one without is left out, of two the later counts', () => {
    const { devices } = readSite(
      [device({ name: 'first' }), device({ mac: '' }), device({ mac: undefined }), device({ name: 'second' })],
      [],
    );
    expect(devices.map(({ name }) => name)).toEqual(['second']);
  });

  it('keeps no text that PostgreSQL cannot, and none without end', () => {
    const [read] = readSite([device({ name: `a\0b\uD800c${'x'.repeat(500)}`, model: 7 })], []).devices;
    expect(read?.name).toBe(`a\u{fffd}b\u{fffd}c${'x'.repeat(195)}`);
    expect(read?.model).toBe('7');
  });

  it('counts devices by what has become of them, and clients over all subsystems', () => {
    const macs = ['1', '2', '3', '4', '5'];
    const states = [1, 0, 6, 2, 5];
    const { counts } = readSite(
      macs.map((mac, place) => device({ mac, state: states[place], adopted: states[place] !== 2 })),
      [readHealth({ subsystem: 'wlan', num_user: 20, num_guest: '3' }), readHealth({ subsystem: 'lan', num_user: 7 })],
    );
    expect(counts).toEqual({
      ...{ clients: 30, guests: 3, devicesAdopted: 4, devicesConnected: 1, devicesDisconnected: 2, devicesPending: 1 },
    });
    expect(readSite([], [readHealth({ subsystem: 'vpn' })]).counts).toMatchObject({ clients: null, guests: null });
  });
});

describe('the health of a site', () => {
  it('is packed small and comes back whole', () => {
    const raw = [
      { subsystem: 'wlan', status: 'ok', num_user: 20, num_guest: 3, num_adopted: 4, num_ap: 4, num_disconnected: 0 },
      { subsystem: 'www', status: 'warning', latency: 9 },
      { subsystem: 'satellite', num_adopted: 'x', num_gw: {} },
    ];
    const { health } = readSite([], raw.map(readHealth));
    expect(health).toEqual([
      ['wlan', 'ok', 4, null, null, 4, 20, 3, 0],
      ['www', 'warning'],
      ['satellite', 'unknown'],
    ]);
    expect(unpackHealth(health)).toEqual([
      { subsystem: 'wlan', status: 'ok', numAdopted: 4, numAp: 4, numUser: 20, numGuest: 3, numDisconnected: 0 },
      { subsystem: 'www', status: 'warning' },
      { subsystem: 'satellite', status: 'unknown' },
    ]);
  });
});
