import { demoBusinesses } from './demo-businesses';
import { SeededRandom, range } from '../../seeded-random';

export interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string | null;
  readonly inactive: boolean;
  readonly phone: string;
  readonly email: string;
}

export interface Business {
  readonly id: number;
  readonly identifier: string;
  readonly name: string;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  /** The primary contact first. */
  readonly people: readonly [Person, ...Person[]];
}

const FIRST_BUSINESS_ID = 250;
const FIRST_DEMO_PERSON_ID = 4_000;
const DEMO_PERSON_STEP = 10;
const FIRST_PERSON_ID = 5_000;
const ZIP_CODES = 99_999;

const ADJECTIVES = [
  'Amber',
  'Bright',
  'Clear',
  'Distant',
  'Eastern',
  'Fair',
  'Green',
  'High',
  'Iron',
  'Silver',
] as const;
const PLACES = ['Bridge', 'Canyon', 'Field', 'Harbor', 'Hollow', 'Lake', 'Mesa', 'Orchard', 'Ridge', 'Valley'] as const;
const TRADES = ['Dental', 'Foods', 'Legal', 'Logistics', 'Medical', 'Realty', 'Schools', 'Supply', 'Trust'] as const;
const STREETS = ['Main St', 'Oak Ave', 'Market Sq', 'River Rd', 'Station Way'] as const;
const CITIES = [
  ['Murray', 'KY'],
  ['Paducah', 'KY'],
  ['Springfield', 'IL'],
  ['Toledo', 'OH'],
  ['Austin', 'TX'],
] as const;
const FIRST_NAMES = ['Ana', 'Ben', 'Chloé', 'Dmitri', 'Eve', 'Finn', 'Grace', 'Hugo', 'Ines', 'Jörg', 'Kim'] as const;
const LAST_NAMES = ['Ames', 'Brandt', 'Costa', 'Dunn', "O'Hara", 'Fujita', 'Grant', 'Hale', 'Núñez', 'Weiß'] as const;
const TITLES = ['IT Manager', 'CTO', 'Office Manager', 'Owner', 'Accountant', null] as const;

const asciiOf = (text: string): string =>
  text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

/** Telephone numbers from 555-0100 to 555-0199 and names under `.example` belong to nobody. */
function reachable(id: number, identifier: string, firstName: string, lastName: string) {
  const phone = `555-0${100 + (id % 100)}`;
  const email = `${asciiOf(firstName)}.${asciiOf(lastName)}@${identifier.toLowerCase()}.example`;
  return { id, firstName, lastName, phone, email };
}

function demoBusiness(place: number): Business | undefined {
  const demo = demoBusinesses[place];
  if (!demo) return undefined;
  const people = demo.people.map(({ name, title, inactive }, index): Person => {
    const [firstName = '', lastName = ''] = name.split(' ');
    const id = FIRST_DEMO_PERSON_ID + place * DEMO_PERSON_STEP + index;
    return { ...reachable(id, demo.identifier, firstName, lastName), title, inactive };
  });
  const id = FIRST_BUSINESS_ID + place;
  return { ...demo, id, line2: demo.line2 || null, people: people as [Person, ...Person[]] };
}

/** Businesses and the people in them: the demo's first, the rest made up. All further data hangs on these. */
export function makeBusinesses(seed: number, count: number, personCount: number): Business[] {
  const demoPersons = demoBusinesses.reduce((sum, { people }) => sum + people.length, 0);
  const generated = Math.max(0, count - demoBusinesses.length);
  return range(0, count).map((place) => {
    const known = demoBusiness(place);
    if (known) return known;
    const nth = place - demoBusinesses.length;
    const ids = range(0, Math.ceil((personCount - demoPersons - nth) / generated)).map(
      (round) => FIRST_PERSON_ID + nth + round * generated,
    );
    return madeUp(seed, FIRST_BUSINESS_ID + place, ids);
  });
}

function madeUp(seed: number, id: number, personIds: readonly number[]): Business {
  const random = new SeededRandom(seed, 'business', id);
  const words = [random.pick(ADJECTIVES), random.pick(PLACES), random.pick(TRADES)];
  const identifier = `${words.join('').slice(0, 20)}${id}`;
  const [city, state] = random.pick(CITIES);
  const people = personIds.map((personId) => {
    const person = reachable(personId, identifier, random.pick(FIRST_NAMES), random.pick(LAST_NAMES));
    return { ...person, title: random.pick(TITLES), inactive: random.chance(0.1) };
  });
  return {
    ...{ id, identifier, name: `${words.join(' ')} ${id}`, city, state },
    line1: random.chance(0.05) ? null : `${random.integer(1, 9_999)} ${random.pick(STREETS)}`,
    line2: random.chance(0.3) ? `Suite ${random.integer(1, 900)}` : null,
    zip: String(random.integer(10_000, ZIP_CODES)),
    people: people as unknown as [Person, ...Person[]],
  };
}

export const businessReference = ({ id, identifier, name }: Business) => ({
  ...{ id, identifier, name },
  _info: { company_href: `company/companies/${id}` },
});

export const personReference = ({ id, firstName, lastName }: Person) => ({
  ...{ id, name: `${firstName} ${lastName}` },
  _info: { contact_href: `company/contacts/${id}` },
});
