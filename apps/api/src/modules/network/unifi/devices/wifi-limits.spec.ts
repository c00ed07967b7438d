import { readDevice } from '../controller/records/device';
import { readApGroup } from '../controller/records/groups';
import { readWlan } from '../controller/records/wlan';
import { wifiLimits } from './wifi-limits';

const radios = [{ radio: 'ng' }, { radio: 'na' }];
const limitsOf = (devices: object[], wlans: object[], groups: object[]) =>
  wifiLimits(
    devices.map((raw) => readDevice({ ...raw })),
    wlans.map((raw) => readWlan({ ...raw })),
    groups.map((raw) => readApGroup({ ...raw })),
  );
const ap = (id: string, fields: object = {}) => ({
  ...{ _id: id, mac: `00:00:00:00:00:0${id}`, type: 'uap', model: 'U6PRO', name: `AP ${id}`, adopted: true },
  radio_table: radios,
  ...fields,
});
const wlan = (name: string, fields: object = {}) => ({
  ...{ name, enabled: true, wlan_band: 'both', wlan_bands: ['2g', '5g'], ap_group_mode: 'all', ap_group_ids: ['g0'] },
  ...fields,
});
const namesOn = (limits: ReturnType<typeof wifiLimits>, id: string) =>
  limits.find(({ apId }) => apId === id)?.radios.map(({ wlanNames }) => wlanNames);

describe('wifiLimits', () => {
  it('counts the WLANs of each radio, in the order of the controller', () => {
    const limits = limitsOf([ap('1')], [wlan('Corporate'), wlan('IoT', { wlan_bands: ['2g'] }), wlan('Guest')], []);
    expect(limits).toEqual([
      {
        ...{ apId: '1', apName: 'AP 1', mac: '00:00:00:00:00:01', model: 'U6PRO' },
        radios: [
          {
            ...{ radio: 'ng', band: '2g', activeWlans: 3, limit: 8, remaining: 5 },
            wlanNames: ['Corporate', 'IoT', 'Guest'],
          },
          { radio: 'na', band: '5g', activeWlans: 2, limit: 8, remaining: 6, wlanNames: ['Corporate', 'Guest'] },
        ],
      },
    ]);
  });

  it('leaves out what is no adopted access point, and WLANs that are off', () => {
    const devices = [ap('1', { type: 'udm' }), ap('2', { adopted: false }), ap('3')];
    const limits = limitsOf(devices, [wlan('Off', { enabled: false })], []);
    expect(limits.map(({ apId }) => apId)).toEqual(['3']);
    expect(namesOn(limits, '3')).toEqual([[], []]);
  });

  it('reaches access points through groups, whatever the case of their addresses', () => {
    const groups = [
      { _id: 'g1', device_macs: ['00:00:00:00:00:01'] },
      { _id: 'g2', device_macs: ['00:00:00:00:00:0B'], for_wlanconf: true },
    ];
    const wlans = [
      wlan('One', { ap_group_mode: 'groups', ap_group_ids: ['g1'] }),
      wlan('Two', { ap_group_mode: 'devices', ap_group_ids: ['g2'] }),
      wlan('Nobody', { ap_group_mode: 'groups', ap_group_ids: ['gone'] }),
      wlan('All'),
    ];
    const limits = limitsOf([ap('1'), ap('2', { mac: '00:00:00:00:00:0b' })], wlans, groups);
    expect(namesOn(limits, '1')?.[0]).toEqual(['One', 'All']);
    expect(namesOn(limits, '2')?.[0]).toEqual(['Two', 'All']);
  });

  it('counts everywhere what a controller without AP groups has', () => {
    const limits = limitsOf([ap('1')], [{ name: 'Old', enabled: true, wlan_band: 'both', wlangroup_id: 'w1' }], []);
    expect(namesOn(limits, '1')).toEqual([['Old'], ['Old']]);
  });

  it('knows 6 GHz, and never has less than no room', () => {
    const six = ap('1', { radio_table: [{ radio: '6e' }, { radio: 'new' }] });
    const wlans = Array.from({ length: 9 }, (_, index) => wlan(`W${index}`, { wlan_bands: ['5g', '6g'] }));
    expect(limitsOf([six], wlans, [])[0]?.radios).toMatchObject([
      { band: '6g', activeWlans: 9, remaining: 0 },
      { band: 'unknown', activeWlans: 0, remaining: 8 },
    ]);
  });

  it('reaches the radios of its WLAN group on controllers before AP groups', () => {
    const old = (name: string, group?: string) => ({ name, enabled: true, wlan_band: 'both', wlangroup_id: group });
    const grouped = [
      { radio: 'ng', wlangroup_id: 'w1' },
      { radio: 'na', wlangroup_id: 'w2' },
    ];
    const devices = [ap('1', { radio_table: grouped }), ap('2')];
    const wlans = [old('First', 'w1'), old('Second', 'w2'), old('Anywhere')];
    const limits = limitsOf(devices, wlans, []);
    expect(namesOn(limits, '1')).toEqual([
      ['First', 'Anywhere'],
      ['Second', 'Anywhere'],
    ]);
    expect(namesOn(limits, '2')).toEqual([
      ['First', 'Second', 'Anywhere'],
      ['First', 'Second', 'Anywhere'],
    ]);
    const later = wlans.map((wlan) => ({ ...wlan, ap_group_mode: 'all', ap_group_ids: ['g0'] }));
    expect(namesOn(limitsOf(devices, later, [{ _id: 'g0', device_macs: [] }]), '1')?.[0]).toHaveLength(3);
  });
});
