import { flag, integer, type Raw, text } from './readers';

export type Network = ReturnType<typeof readNetwork>;

export function readNetwork(raw: Raw) {
  const gateway = text(raw.ip_subnet);
  return {
    id: text(raw._id) ?? '',
    name: text(raw.name) ?? '',
    purpose: text(raw.purpose),
    /** Of the network itself; the controller keeps the address of the gateway with it. */
    subnet: gateway === null ? null : (networkOf(gateway) ?? gateway),
    /** Null when it is untagged. */
    vlanId: flag(raw.vlan_enabled) ? integer(raw.vlan) : null,
    dhcpEnabled: flag(raw.dhcpd_enabled),
    dhcpStart: text(raw.dhcpd_start),
    dhcpStop: text(raw.dhcpd_stop),
    domainName: text(raw.domain_name),
    isNat: flag(raw.is_nat),
    enabled: isSilent(raw.enabled) || flag(raw.enabled),
  };
}

const isSilent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** `192.168.1.1/24` is in `192.168.1.0/24`; null for what is no IPv4 address with a prefix. */
function networkOf(gateway: string): string | null {
  const [, ...parts] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(gateway) ?? [];
  const prefix = Number(parts.pop());
  const octets = parts.map(Number);
  if (octets.length !== 4 || prefix > 32 || octets.some((octet) => octet > 255)) return null;
  const masked = octets.map((octet, place) => {
    const bits = Math.min(8, Math.max(0, prefix - 8 * place));
    return octet & (0xff << (8 - bits));
  });
  return `${masked.join('.')}/${prefix}`;
}
