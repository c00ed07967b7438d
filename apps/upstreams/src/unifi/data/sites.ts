import { range } from '../../seeded-random';
import { objectId, shortName } from './object-id';

export interface Site {
  readonly _id: string;
  /** What paths call it. */
  readonly name: string;
  /** What people call it. */
  readonly desc: string;
  readonly role: 'admin';
  readonly attr_no_delete?: boolean;
  readonly attr_hidden_id?: string;
}

const CUSTOMERS = [
  ...['Acme Corporation', 'Northwind Dental', 'Harbor Logistics', 'Bluebird Bakery', 'Summit Legal', 'Cedar Clinic'],
  ...['Granite Builders', 'Lakeside School', 'Orchard Foods', 'Pioneer Insurance', 'Riverside Hotel'],
];
const PLACES = ['Main Office', 'Warehouse', 'Branch', 'Annex'];

export const newSite = (seed: number, number: number, desc: string): Site => ({
  ...{ _id: objectId(seed, 'site', number), name: shortName(seed, number), desc, role: 'admin' },
});

/** The default site, which every controller has, and one for each place of a customer. */
export function generateSites(seed: number, count: number): Site[] {
  const first: Site = {
    ...{ _id: objectId(seed, 'site', 0), name: 'default', desc: 'Default', role: 'admin' },
    ...{ attr_no_delete: true, attr_hidden_id: 'default' },
  };
  return [first, ...range(1, count - 1).map((number) => newSite(seed, number, describe(number - 1)))];
}

function describe(place: number): string {
  const round = Math.floor(place / CUSTOMERS.length);
  const name = `${CUSTOMERS[place % CUSTOMERS.length]} - ${PLACES[round % PLACES.length]}`;
  const repeat = Math.floor(round / PLACES.length);
  return repeat === 0 ? name : `${name} ${repeat + 1}`;
}
