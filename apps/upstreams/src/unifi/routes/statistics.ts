import type { Document } from '../data/document';
import type { UnifiSimulatorSettings } from '../unifi-settings';

/** One line for each part of the network, worked out from its devices. */
export function healthOf(devices: readonly Document[]) {
  const adopted = (...types: string[]): Document[] =>
    devices.filter(({ type, adopted }) => adopted === true && types.includes(String(type)));
  const [aps, switches, gateways] = [adopted('uap'), adopted('usw'), adopted('udm', 'ugw', 'uxg')];
  const off = (documents: readonly Document[]): number => documents.filter(({ state }) => state !== 1).length;
  const status = (documents: readonly Document[]): string =>
    documents.length === 0 ? 'unknown' : off(documents) > 0 ? 'warning' : 'ok';
  const counts = (documents: readonly Document[]) => ({
    ...{ status: status(documents), num_adopted: documents.length, num_disconnected: off(documents) },
    num_pending: devices.filter(({ state }) => state === 2).length,
  });
  return [
    { subsystem: 'wlan', num_user: aps.length * 7, num_guest: aps.length, num_ap: aps.length, ...counts(aps) },
    { subsystem: 'wan', num_gw: gateways.length, wan_ip: '203.0.113.10', ...counts(gateways) },
    { subsystem: 'www', status: status(gateways), latency: '9', uptime: 86_400, drops: 0 },
    { subsystem: 'lan', num_user: 14, num_guest: 0, num_sw: switches.length, ...counts(switches) },
    { subsystem: 'vpn', status: 'unknown', remote_user_enabled: false },
  ];
}

export function sysinfo({ version, flavour }: UnifiSimulatorSettings) {
  return {
    ...{ timezone: 'America/Denver', version, build: `atag_${version}_1`, hostname: 'unifi', name: 'UniFi Network' },
    ...{ ip_addrs: ['127.0.0.1'], uptime: 1_234_567, update_available: false, autobackup: true },
    ...(flavour === 'os' && { ubnt_device_type: 'UDMPRO', udm_version: '4.1.13' }),
  };
}
