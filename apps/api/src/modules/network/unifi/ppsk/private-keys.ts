import { invalidField } from '@app/kernel';
import type { Network, Wlan, WlanChanges } from '../controller';
import { UnifiSiteError } from '../site.errors';
import type { PpskLabel } from './ppsk-labels';
import type { UnifiPpskDto } from './ppsk.dto';

export interface NewPrivateKey {
  readonly key: string;
  readonly name: string;
  readonly mac?: string | null;
  readonly vlanId?: number | null;
}

export const keysOf = ({ privatePreSharedKeys }: Wlan): string[] =>
  privatePreSharedKeys.map(({ password }) => password);

/** @throws 409 unless the WLAN can have private pre-shared keys */
export function assertSupported({ security, wpa3Support, bands }: Wlan): void {
  if (security !== 'wpapsk' || wpa3Support || bands.includes('6g')) throw UnifiSiteError.noPrivateKeys();
}

/** @throws 400 naming the field: a key leads to one network, so that there is no second one with the same text */
export function assertUnused(wlan: Wlan, key: string): void {
  if (keysOf(wlan).includes(key)) throw invalidField(['body', 'key'], 'key is in use on this WLAN already');
  if (wlan.passphrase === key) throw invalidField(['body', 'key'], "key is the WLAN's own passphrase");
}

/** The id of the network that a key leads to: that of the VLAN, else that of the WLAN. @throws 400 naming the field */
export function networkFor(
  vlanId: number | null,
  { networkconfId }: Pick<Wlan, 'networkconfId'>,
  networks: readonly Network[],
): string | null {
  if (vlanId === null) return networkconfId;
  const network = networks.find((candidate) => candidate.vlanId === vlanId);
  if (!network) throw invalidField(['body', 'vlanId'], 'vlanId is the VLAN of no network of the site');
  return network.id;
}

/** The change that adds a key, which is the whole list: the controller knows no way to add to it. */
export const withKey = (wlan: Wlan, password: string, networkconfId: string | null): WlanChanges => ({
  private_preshared_keys_enabled: true,
  private_preshared_keys: [
    ...wlan.privatePreSharedKeys.map(({ raw }) => raw),
    { password, ...(networkconfId !== null && { networkconf_id: networkconfId }) },
  ],
});

export function toPpskDtos(
  wlan: Wlan,
  networks: readonly Network[],
  labels: ReadonlyMap<string, PpskLabel>,
): UnifiPpskDto[] {
  const vlans = new Map(networks.map(({ id, vlanId }) => [id, vlanId]));
  return wlan.privatePreSharedKeys.map(({ password, networkconfId, name }) => {
    const label = labels.get(password);
    return {
      key: password,
      name: label?.name ?? name ?? '',
      mac: label?.mac ?? null,
      vlanId: vlans.get(networkconfId ?? '') ?? null,
    };
  });
}

/** As the document writes it. */
export const macOf = (mac: string | null | undefined): string | null =>
  mac == null ? null : mac.toUpperCase().replaceAll('-', ':');
