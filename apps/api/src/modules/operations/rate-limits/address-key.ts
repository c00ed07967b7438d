import { isIPv4, isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const GROUPS_OF_A_SUBNET = 4;
const GROUPS = 8;

/**
 * What counts as one address: an IPv4 address, or the /64 network of an IPv6 address, since whoever has one IPv6 address
 * has the whole network of it.
 */
export function addressKey(address: string): string {
  const ipv4 = MAPPED_IPV4.exec(address)?.[1] ?? address;
  if (isIPv4(ipv4) || !isIPv6(address)) return ipv4;
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, GROUPS - before.length - after.length)).fill('0');
  const groups = [...before, ...zeros, ...after].slice(0, GROUPS_OF_A_SUBNET);
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
