import type { Fields } from '../../fields';
import { range, type SeededRandom } from '../../seeded-random';
import { macOf } from './object-id';
import type { Document } from './document';
import type { Site } from './sites';

type Id = (...place: (string | number)[]) => string;

export const apsOf = (devices: readonly Document[]): Document[] => devices.filter(({ type }) => type === 'uap');

const TWO = { radio: 'ng', channel: 'auto', ht: '20', tx_power_mode: 'auto', tx_power: '' };
const FIVE = { radio: 'na', channel: 36, ht: 80, tx_power_mode: 'medium', tx_power: '' };
const SIX = { radio: '6e', channel: 'auto', ht: '160', tx_power_mode: 'high', tx_power: '26' };

interface Model {
  readonly type: string;
  readonly model: string;
  readonly version: string;
  readonly radios: readonly Fields[];
}

const GATEWAY: Model = { type: 'udm', model: 'UDMPRO', version: '4.1.13.24296', radios: [] };
/** A gateway with radios of its own, which is no access point for that. */
const RADIO_GATEWAY: Model = { type: 'udm', model: 'UDR', version: '4.1.13.24296', radios: [TWO, FIVE] };
const SWITCH: Model = { type: 'usw', model: 'USL24P', version: '7.1.26.15869', radios: [] };
const ACCESS_POINTS: readonly Model[] = [
  { type: 'uap', model: 'U6PRO', version: '6.6.77.15402', radios: [TWO, FIVE] },
  { type: 'uap', model: 'U6ENT', version: '6.6.77.15402', radios: [TWO, FIVE, SIX] },
  { type: 'uap', model: 'UAP6MP', version: '6.6.77.15402', radios: [TWO, FIVE] },
];

/** A gateway, a switch and up to five access points; one of them off, one not adopted yet and without a name. */
export function generateDevices(id: Id, site: Site, random: SeededRandom): Document[] {
  const aps = random.integer(2, 5);
  const models = [
    { model: random.chance(0.25) ? RADIO_GATEWAY : GATEWAY, name: 'Gateway' },
    { model: SWITCH, name: 'Core Switch' },
    ...range(1, aps).map((number) => ({
      model: ACCESS_POINTS[random.integer(0, ACCESS_POINTS.length - 1)] ?? SWITCH,
      name: `AP ${number}`,
    })),
  ];
  return models.map(({ model, name }, place) => {
    const last = place === models.length - 1;
    const pending = last && aps >= 4;
    const off = last && aps === 3;
    return {
      ...{ _id: id('device', place), mac: macOf(site.name, place), site_id: site._id },
      ...{ type: model.type, model: model.model, version: model.version, ip: `192.168.1.${place + 1}` },
      ...(!pending && { name }),
      ...{ adopted: !pending, state: pending ? 2 : off ? 0 : 1 },
      ...(!pending && !off && { uptime: random.integer(3_600, 5_000_000) }),
      ...(!pending && !off && model.type !== 'udm' && { num_sta: place * 3 }),
      ...(model.radios.length > 0 && radios(model.radios)),
      uplink: place === 0 ? { type: 'wire', up: true } : { type: 'wire', uplink_mac: macOf(site.name, 0), speed: 1000 },
    };
  });
}

function radios(table: readonly Fields[]): Fields {
  return {
    radio_table: table.map((radio, place) => ({ ...radio, name: `wifi${place}`, nss: 2 })),
    radio_table_stats: table.map(({ radio }, place) => ({
      ...{ name: `wifi${place}`, radio, channel: radio === 'ng' ? 6 : 36 },
      ...{ 'user-num_sta': place, num_sta: place, cu_total: 12, satisfaction: 98 },
    })),
    vap_table: [],
  };
}
