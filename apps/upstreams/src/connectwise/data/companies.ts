import type { Row } from '../records/row';
import { type Business, type Person, businessReference, personReference } from './businesses';
import { info, past } from './instants';
import { SeededRandom } from '../../seeded-random';
import { reference } from './references';

const UNITED_STATES = reference('country', 'company/countries', { id: 1, name: 'United States' });
const STATE_NAMES: Readonly<Record<string, string>> = {
  IL: 'Illinois',
  KY: 'Kentucky',
  OH: 'Ohio',
  TX: 'Texas',
};

/** One company in this many is marked as deleted; those of the demo never are. */
const DELETED_EVERY = 97;
const FIRST_GENERATED_ID = 275;

/** The main office has the id of its company; a second one, where there is one, stands far above. */
export const mainSiteId = (business: Business): number => business.id - 200;
const SECOND_SITE_OFFSET = 10_000;

export function companyRow(seed: number, business: Business): Row {
  const random = new SeededRandom(seed, 'company', business.id);
  const [primary] = business.people;
  return {
    ...{ id: business.id, identifier: business.identifier, name: business.name },
    status: reference('status', 'company/companies/statuses', { id: 1, name: 'Active' }),
    ...{ addressLine1: business.line1, addressLine2: business.line2 },
    ...{ city: business.city, state: business.state, zip: business.zip, country: UNITED_STATES },
    phoneNumber: primary.phone,
    faxNumber: null,
    website: `www.${business.identifier.toLowerCase()}.example`,
    defaultContact: personReference(primary),
    site: reference('site', 'company/sites', { id: mainSiteId(business), name: 'Main Office' }),
    types: [{ id: 1, name: 'Client' }],
    deletedFlag: business.id >= FIRST_GENERATED_ID && business.id % DELETED_EVERY === 0,
    customFields: [],
    _info: info(past(random, 400), 'jroberts'),
  };
}

interface CommunicationItem {
  readonly id: number;
  readonly type: { readonly id: number; readonly name: string };
  readonly value: string;
  readonly extension: string | null;
  readonly defaultFlag: boolean;
  readonly domain: string | null;
  readonly communicationType: 'Phone' | 'Email' | 'Fax';
}

const ITEM_TYPES = {
  Phone: { id: 2, name: 'Direct' },
  Email: { id: 1, name: 'Email' },
  Fax: { id: 3, name: 'Fax' },
} as const;

/** Every way in which contacts hold their numbers: a default, none marked as such, a fax before it, nothing at all. */
function communicationItems(person: Person, demo: boolean): CommunicationItem[] {
  const variant = demo ? 0 : person.id % 10;
  const item = (
    place: number,
    communicationType: CommunicationItem['communicationType'],
    value: string,
    defaultFlag: boolean,
  ): CommunicationItem => ({
    id: person.id * 10 + place,
    type: ITEM_TYPES[communicationType],
    ...{ value, extension: null, defaultFlag, communicationType },
    domain: communicationType === 'Email' ? `@${value.split('@')[1] ?? ''}` : null,
  });
  if (variant === 9) return [];
  const items = [item(0, 'Phone', person.phone, variant !== 8), item(1, 'Email', person.email, variant !== 8)];
  if (variant === 7) return [item(2, 'Fax', '555-0199', true), item(3, 'Phone', '555-0198', false), ...items];
  return variant === 6 ? items.slice(1) : items;
}

export function contactRow(seed: number, business: Business, person: Person): Row {
  const random = new SeededRandom(seed, 'contact', person.id);
  const items = communicationItems(person, business.id < FIRST_GENERATED_ID);
  return {
    ...{ id: person.id, firstName: person.firstName, lastName: person.lastName, title: person.title },
    company: businessReference(business),
    site: reference('site', 'company/sites', { id: mainSiteId(business), name: 'Main Office' }),
    inactiveFlag: person.inactive,
    defaultFlag: person === business.people[0],
    defaultPhoneNbr: items.length === 0 ? null : person.phone,
    defaultPhoneType: items.length === 0 ? null : 'Direct',
    communicationItems: items,
    customFields: [],
    _info: info(past(random, 400), 'jroberts'),
  };
}

export function siteRows(seed: number, business: Business): Row[] {
  const random = new SeededRandom(seed, 'site', business.id);
  const site = (id: number, name: string, primary: boolean): Row => ({
    ...{ id, name, addressLine1: business.line1, addressLine2: business.line2, city: business.city, zip: business.zip },
    stateReference: { id: 1, identifier: business.state, name: STATE_NAMES[business.state] ?? business.state },
    country: UNITED_STATES,
    phoneNumber: business.people[0].phone,
    faxNumber: null,
    ...{ primaryAddressFlag: primary, defaultShippingFlag: primary },
    ...{ defaultBillingFlag: primary, defaultMailingFlag: primary },
    inactiveFlag: false,
    company: businessReference(business),
    _info: info(past(random, 400), 'jroberts'),
  });
  const main = site(mainSiteId(business), 'Main Office', true);
  return random.chance(0.3) ? [main, site(business.id + SECOND_SITE_OFFSET, 'Warehouse', false)] : [main];
}

const DEVICES = [
  ['Workstation', 'OptiPlex 7020'],
  ['Server', 'PowerEdge R450'],
  ['Switch', 'USW-48-PoE'],
  ['Firewall', 'FortiGate 60F'],
] as const;
const CONFIGURATIONS_PER_COMPANY = 4;

export function configurationRows(seed: number, business: Business): Row[] {
  const random = new SeededRandom(seed, 'configuration', business.id);
  return Array.from({ length: random.integer(0, CONFIGURATIONS_PER_COMPANY) }, (_, place): Row => {
    const id = business.id * 10 + place;
    const [type, modelNumber] = random.pick(DEVICES);
    return {
      ...{ id, name: `${business.identifier.slice(0, 8)}-${type}-${place + 1}` },
      type: { id: DEVICES.findIndex(([name]) => name === type) + 1, name: type },
      status: { id: 1, name: 'Active' },
      company: businessReference(business),
      contact: personReference(business.people[0]),
      site: { id: mainSiteId(business), name: 'Main Office' },
      serialNumber: `SN${random.integer(100_000, 999_999)}`,
      ...{ modelNumber, tagNumber: String(id), macAddress: null, ipAddress: `10.0.${place}.${business.id % 250}` },
      osType: type === 'Switch' ? null : 'Windows',
      warrantyExpirationDate: random.chance(0.5) ? past(random, 100) : null,
      activeFlag: random.chance(0.9),
      questions: [{ answerId: id, questionId: 1, question: 'Rack', answer: `R${place}`, sequenceNumber: 1 }],
      customFields: [],
      _info: info(past(random, 400), 'jroberts'),
    };
  });
}
