import type { AuditEntry, AuditLog } from '@app/audit';
import type { Actor } from '@app/kernel';
import { readWlan } from '../controller/records/wlan';
import { WlanReveals } from './wlan-reveals';

const actor = {} as Actor;
const site = { id: 'csite', name: 'Office' };
const ALL = ['id', 'passphrase', 'privatePreSharedKeys', 'saePsk'];

const keyed = {
  ...{ _id: '1', name: 'Keyed', x_passphrase: 'never-written-1' },
  ...{ private_preshared_keys: [{ password: 'never-written-2' }], sae_psk: [{ psk: 'never-written-3' }] },
};

let rows: AuditEntry[];
let reveals: WlanReveals;

beforeEach(() => {
  rows = [];
  const recordReading = async (_: Actor, entries: readonly AuditEntry[]) => void rows.push(...entries);
  reveals = new WlanReveals({ recordReading } as unknown as AuditLog);
});

describe('what is recorded of WLANs that are shown', () => {
  it('is one row with those that hold secrets, and which, without a value', async () => {
    const wlans = [keyed, { _id: '2', name: 'Open', x_passphrase: '' }, { _id: '3', x_passphrase: 'never-written-4' }];
    await reveals.ofSite(actor, site, wlans.map(readWlan), ALL);
    expect(rows).toMatchObject([
      {
        action: 'unifi.wlan.reveal',
        target: { type: 'unifiSite', ...site },
        message: 'Passphrases and keys of 2 WLANs of UniFi site Office were shown',
        after: {
          unifiSite: 'csite',
          wlans: [
            { id: '1', name: 'Keyed', fields: ['passphrase', 'privatePreSharedKeys', 'saePsk'] },
            { id: '3', name: '', fields: ['passphrase'] },
          ],
        },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('never-written');
  });

  it.each([
    [['passphrase'], ['passphrase']],
    [['saePsk', 'name'], ['saePsk']],
    [['privatePreSharedKeysEnabled', 'security'], undefined],
    [[], undefined],
  ])('is of the keys %j: %j', async (keys, fields) => {
    await reveals.ofWlan(actor, site.id, readWlan(keyed), keys);
    expect(rows.map(({ after }) => after)).toEqual(fields ? [{ unifiSite: 'csite', fields }] : []);
  });

  it('goes on in a further row before the log would cut it', async () => {
    const wlans = Array.from({ length: 90 }, (_, index) => readWlan({ ...keyed, _id: String(index) }));
    await reveals.ofSite(actor, site, wlans, ALL);
    const named = rows.map(({ after }) => (after as { wlans: { id: string }[] }).wlans);
    expect(named.map(({ length }) => length)).toEqual([40, 40, 10]);
    expect(named.flat().map(({ id }) => id)).toEqual(wlans.map(({ id }) => id));
  });
});
