import { DomainError } from '@app/kernel';
import { readNetwork } from '../controller/records/network';
import { readWlan } from '../controller/records/wlan';
import { assertSupported, assertUnused, macOf, networkFor, toPpskDtos, withKey } from './private-keys';

const networks = [
  { _id: 'lan', vlan_enabled: false, vlan: '' },
  { _id: 'iot', vlan_enabled: true, vlan: '40' },
].map(readNetwork);
const rawWlan = {
  ...{ security: 'wpapsk', x_passphrase: 'own-passphrase', wlan_bands: ['2g', '5g'], networkconf_id: 'lan' },
  private_preshared_keys: [{ password: 'first-key', networkconf_id: 'iot' }],
};

const wlan = readWlan(rawWlan);

function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof DomainError ? [error.status, error.details.issues?.[0]?.path.at(-1)] : error;
  }
  return undefined;
}

describe('private pre-shared keys', () => {
  it('are written as a whole list, with private keys on', () => {
    expect(withKey(wlan, 'second-key', 'lan')).toEqual({
      private_preshared_keys_enabled: true,
      private_preshared_keys: [
        { password: 'first-key', networkconf_id: 'iot' },
        { password: 'second-key', networkconf_id: 'lan' },
      ],
    });
    expect(withKey(readWlan({}), 'key', null).private_preshared_keys).toEqual([{ password: 'key' }]);
  });

  it('keep what a later version says of those there are', () => {
    const entry = { password: 'first-key', networkconf_id: 'iot', expires_at: 5, devices: [{ mac: 'x' }] };
    const later = readWlan({ ...rawWlan, private_preshared_keys: [entry] });
    expect(withKey(later, 'second-key', null).private_preshared_keys).toEqual([entry, { password: 'second-key' }]);
  });

  it('lead to the network of a VLAN, else to that of the WLAN', () => {
    expect(networkFor(40, wlan, networks)).toBe('iot');
    expect(networkFor(null, wlan, networks)).toBe('lan');
    expect(refusal(() => networkFor(41, wlan, networks))).toEqual([400, 'vlanId']);
  });

  it('are not used twice, nor are they the passphrase', () => {
    expect(refusal(() => assertUnused(wlan, 'first-key'))).toEqual([400, 'key']);
    expect(refusal(() => assertUnused(wlan, 'own-passphrase'))).toEqual([400, 'key']);
    expect(refusal(() => assertUnused(wlan, 'second-key'))).toBeUndefined();
  });

  it.each([
    [{ security: 'open' }],
    [{ security: 'wpaeap' }],
    [{ ...rawWlan, wpa3_support: true }],
    [{ ...rawWlan, wlan_bands: ['5g', '6g'] }],
  ])('need WPA2 with a passphrase below 6 GHz, not %j', (unfit) => {
    expect(refusal(() => assertSupported(readWlan(unfit)))).toEqual([409, undefined]);
    expect(refusal(() => assertSupported(wlan))).toBeUndefined();
  });

  it('are shown with what is kept of them here', () => {
    const labels = new Map([['first-key', { name: 'Camera', mac: 'AA:BB:CC:DD:EE:FF' }]]);
    const two = readWlan({
      private_preshared_keys: [...rawWlan.private_preshared_keys, { password: 'other', name: 'Theirs' }],
    });
    expect(toPpskDtos(two, networks, labels)).toEqual([
      { key: 'first-key', name: 'Camera', mac: 'AA:BB:CC:DD:EE:FF', vlanId: 40 },
      { key: 'other', name: 'Theirs', mac: null, vlanId: null },
    ]);
    expect(macOf('aa-bb-cc-dd-ee-ff')).toBe('AA:BB:CC:DD:EE:FF');
    expect(macOf(undefined)).toBeNull();
  });
});
