import { readDevice } from './device';
import { readApGroup, readUserGroup } from './groups';
import { readNetwork } from './network';
import { flag, integer, integers, text, texts } from './readers';
import { readHealth, readSystemInfo } from './site';
import { readWlan } from './wlan';

describe('the readers', () => {
  it.each([
    [7, 7],
    ['7', 7],
    [' 7 ', 7],
    ['-1', -1],
    [7.9, 7],
    ['7.9', 7],
    [0, 0],
    ['', null],
    ['  ', null],
    ['auto', null],
    [null, null],
    [undefined, null],
    [true, null],
    [NaN, null],
    ['Infinity', null],
    [[7], null],
  ])('read %j as the whole number %j', (value, expected) => {
    expect(integer(value)).toBe(expected);
  });

  it.each([true, 'true', 'TRUE', 1, '1', 'yes', 'on'])('read %j as yes', (value) => {
    expect(flag(value)).toBe(true);
  });

  it.each([false, 'false', 0, '0', '', 'no', null, undefined, 2, {}])('read %j as no', (value) => {
    expect(flag(value)).toBe(false);
  });

  it('read texts, and numbers as texts, and nothing as null', () => {
    expect([text('a'), text(5), text(''), text(null), text({})]).toEqual(['a', '5', null, null, null]);
    expect(texts(['a', 5, '', null])).toEqual(['a', '5']);
    expect(texts('a')).toEqual([]);
    expect(integers(['19', 20, '', 'x', null])).toEqual([19, 20]);
  });
});

describe('records whose numbers and flags are texts', () => {
  it('are those of a device', () => {
    const radio = { radio: 'na', channel: '36', ht: '80', tx_power: '', tx_power_mode: 'auto' };
    expect(readDevice({ state: '1', adopted: 'true', uptime: '120', radio_table: [radio] })).toMatchObject({
      ...{ state: 1, stateName: 'connected', adopted: true, uptime: 120 },
      radios: [{ channel: 36, channelWidth: 80, txPower: null }],
    });
    expect(readDevice({ state: '', uptime: '', adopted: '' })).toMatchObject({
      state: 0,
      uptime: null,
      adopted: false,
    });
    expect(readDevice({ state: 99 })).toMatchObject({ state: 99, stateName: 'unknown' });
  });

  it('are those of a WLAN', () => {
    const wlan = readWlan({ enabled: '1', group_rekey: '3600', dtim_ng: '', dtim_na: '3', sae_groups: ['19', 20] });
    expect(wlan).toMatchObject({ enabled: true, groupRekey: 3600, dtimNg: null, dtimNa: 3, saeGroups: [19, 20] });
  });

  it('are those of networks, groups, health and system', () => {
    expect(readNetwork({ vlan_enabled: 'true', vlan: '20', enabled: '' })).toMatchObject({ vlanId: 20, enabled: true });
    expect(readNetwork({ vlan_enabled: true, vlan: '', enabled: 'false' })).toMatchObject({
      ...{ vlanId: null, enabled: false },
    });
    expect(readUserGroup({ qos_rate_max_down: '500', qos_rate_max_up: '' })).toMatchObject({
      ...{ downloadLimitKbps: 500, uploadLimitKbps: -1 },
    });
    expect(readApGroup({ for_wlanconf: '1', attr_no_delete: 'true' })).toMatchObject({ forWlan: true, noDelete: true });
    expect(readHealth({ num_ap: '3', num_user: '', num_gw: '1' })).toMatchObject({
      ...{ numAp: 3, numUser: null, numGateway: 1, numAdopted: null },
    });
    expect(readSystemInfo({ uptime: '60', update_available: 'false' })).toMatchObject({
      ...{ uptime: 60, updateAvailable: false },
    });
  });
});
