import { SeededRandom } from '../../seeded-random';

const hex = (random: SeededRandom, length: number): string =>
  Array.from({ length }, () => random.integer(0, 15).toString(16)).join('');

/** 24 hex digits, the same for the same place in the data. */
export const objectId = (...place: (string | number)[]): string => hex(new SeededRandom('id', ...place), 24);

export const isObjectId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text);

export function macOf(...place: (string | number)[]): string {
  const random = new SeededRandom('mac', ...place);
  return ['78', '45', '58', hex(random, 2), hex(random, 2), hex(random, 2)].join(':');
}

/** What the controller calls a site in paths. */
export function shortName(...place: (string | number)[]): string {
  const random = new SeededRandom('site', ...place);
  return Array.from({ length: 8 }, () => random.integer(0, 35).toString(36)).join('');
}
