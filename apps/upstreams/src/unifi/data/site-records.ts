import { SeededRandom } from '../../seeded-random';
import { apsOf, generateDevices } from './devices';
import type { Document, SiteRecords } from './document';
import { objectId } from './object-id';
import type { Site } from './sites';
import { generateWlans } from './wlans';

/** @param fresh a site that was just added has what the controller puts there by itself, and no devices */
export function generateRecords(seed: number, site: Site, fresh = false): SiteRecords {
  const id = (...place: (string | number)[]): string => objectId(seed, site.name, ...place);
  const random = new SeededRandom(seed, 'records', site.name);
  const device = fresh ? [] : generateDevices(id, site, random);
  const networkconf = networksOf(id, site, fresh);
  const usergroup = userGroupsOf(id, site, fresh);
  const apMacs = apsOf(device).map(({ mac }) => mac);
  const apgroups: Document[] = [
    {
      _id: id('apgroup', 'all'),
      attr_hidden_id: 'default',
      attr_no_delete: true,
      name: 'All APs',
      device_macs: apMacs,
    },
    ...(apMacs.length > 1
      ? [
          { _id: id('apgroup', 'lobby'), name: 'Lobby', device_macs: apMacs.slice(0, 1) },
          // Made by the controller for one WLAN that names its access points itself; some versions shout addresses.
          {
            ...{ _id: id('apgroup', 'wlan'), name: 'wlan', for_wlanconf: true },
            device_macs: apMacs.slice(1, 2).map((mac) => String(mac).toUpperCase()),
          },
        ]
      : []),
  ];
  return {
    ...{ device, networkconf, usergroup, apgroups },
    wlanconf: fresh ? [] : generateWlans(id, site, { apgroups, networkconf, usergroup }),
    wlangroup: [
      { _id: id('wlangroup', 'default'), name: 'Default', site_id: site._id, attr_no_delete: true },
      {
        ...{ _id: id('wlangroup', 'off'), name: 'Off', site_id: site._id },
        ...{ attr_no_delete: true, attr_no_edit: true, attr_hidden: true, attr_hidden_id: 'Off' },
      },
    ],
  };
}

type Id = (...place: (string | number)[]) => string;

function networksOf(id: Id, site: Site, fresh: boolean): Document[] {
  const common = { site_id: site._id, enabled: true };
  const lan = {
    ...{ _id: id('network', 'lan'), name: 'Default', purpose: 'corporate', attr_no_delete: true, ...common },
    ...{ ip_subnet: '192.168.1.1/24', vlan_enabled: false, dhcpd_enabled: true, domain_name: 'localdomain' },
    ...{ dhcpd_start: '192.168.1.6', dhcpd_stop: '192.168.1.254', is_nat: true, networkgroup: 'LAN' },
  };
  if (fresh) return [lan];
  return [
    lan,
    // The id of a VLAN comes as a number or as a text, depending on who wrote it.
    tagged({ ...common, _id: id('network', 'guest'), name: 'Guest', purpose: 'guest', vlan: '20' }, 20),
    tagged({ ...common, _id: id('network', 'voice'), name: 'Voice', purpose: 'corporate', vlan: 30 }, 30),
    {
      ...{ _id: id('network', 'iot'), name: 'IoT', purpose: 'vlan-only', ...common },
      ...{ vlan_enabled: true, vlan: 40, dhcpd_enabled: false },
    },
    { _id: id('network', 'wan'), name: 'WAN', purpose: 'wan', wan_type: 'dhcp', vlan: '', ...common },
  ];
}

const tagged = <Network extends Document>(network: Network, vlan: number): Document => ({
  ...network,
  ...{ vlan_enabled: true, ip_subnet: `192.168.${vlan}.1/24`, dhcpd_enabled: true, is_nat: true },
  ...{ dhcpd_start: `192.168.${vlan}.6`, dhcpd_stop: `192.168.${vlan}.254`, domain_name: '' },
});

function userGroupsOf(id: Id, site: Site, fresh: boolean): Document[] {
  const first = { _id: id('usergroup', 'default'), name: 'Default', site_id: site._id, attr_no_delete: true };
  if (fresh) return [first];
  return [
    first,
    {
      ...{ _id: id('usergroup', 'guest'), name: 'Guest 10 Mbit', site_id: site._id },
      ...{ qos_rate_max_down: 10_000, qos_rate_max_up: '2000' },
    },
  ];
}
