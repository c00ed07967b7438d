import { readDevice } from '../controller/records/device';
import { readHealth } from '../controller/records/site';
import { toAccessPointDto, toDeviceDto, toHealthDto } from './device';

const accessPoint = {
  ...{ _id: 'd1', mac: '00:11:22:33:44:55', model: 'U6PRO', name: 'Office AP', type: 'uap', state: 1, adopted: true },
  ...{ ip: '192.168.1.10', version: '6.6.77', uptime: '123456' },
  radio_table: [{ radio: 'ng', channel: 'auto', ht: '20', tx_power_mode: 'auto', tx_power: '' }],
  uplink: { type: 'wire', uplink_mac: '00:11:22:33:44:00', speed: '1000', full_duplex: true },
};

describe('devices', () => {
  it('say their state as a text in the list of devices, as a number among access points', () => {
    const identity = { id: 'd1', mac: '00:11:22:33:44:55', model: 'U6PRO', name: 'Office AP', type: 'uap' };
    expect(toDeviceDto(readDevice(accessPoint))).toEqual({
      ...identity,
      ...{ state: 'connected', ip: '192.168.1.10', version: '6.6.77', uptime: 123_456 },
      radios: [{ radio: 'ng', band: '2g', channel: null, channelWidth: 20, txPowerMode: 'auto', txPower: null }],
      uplink: { type: 'wire', mac: '00:11:22:33:44:00', speed: 1000, fullDuplex: true },
    });
    expect(toAccessPointDto(readDevice(accessPoint))).toEqual({
      ...identity,
      ...{ state: 1, adopted: true, ip: '192.168.1.10', version: '6.6.77' },
    });
  });

  it.each([
    [0, 'disconnected'],
    ['2', 'pending'],
    [11, 'isolated'],
    [12, 'unknown'],
    [-1, 'unknown'],
  ])('in state %j are %s', (state, expected) => {
    expect(toDeviceDto(readDevice({ ...accessPoint, state })).state).toBe(expected);
  });

  it('are shown even of a kind that nobody knows, without anything but an id', () => {
    expect(toDeviceDto(readDevice({ _id: 'd2', type: 'toaster' }))).toEqual({
      ...{
        id: 'd2',
        mac: '',
        model: null,
        name: null,
        type: 'toaster',
        state: 'disconnected',
        ip: null,
        version: null,
      },
      ...{ uptime: null, radios: [], uplink: {} },
    });
  });
});

describe('the overview', () => {
  it('names the counts that a subsystem has', () => {
    const health = { subsystem: 'wan', status: 'ok', num_adopted: 1, num_gw: '1', num_ap: '' };
    expect(toHealthDto(readHealth(health))).toEqual({ subsystem: 'wan', status: 'ok', numAdopted: 1, numGateway: 1 });
  });
});
