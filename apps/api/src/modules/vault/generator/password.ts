import { randomInt } from 'node:crypto';
import { invalidField } from '@app/kernel';
import { entropyOf, type Generated } from './generated';

const CHARACTERS = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  symbols: '!#$%&*+-.:=?@_~^()[]{}<>/,;|',
} as const;

export type CharacterClass = keyof typeof CHARACTERS;

/** Characters that are taken for one another in print. */
const LOOK_ALIKES = new Set('0Oo1Il|');

const DEFAULT_LENGTH = 20;

export interface PasswordPolicy {
  readonly length?: number;
  /** A password has at least one character of each, and none of any other class. */
  readonly classes?: readonly CharacterClass[];
  /** The symbols to choose from. */
  readonly symbols?: string;
  readonly excludeLookAlikes?: boolean;
}

const ALL_CLASSES = Object.keys(CHARACTERS) as CharacterClass[];

/**
 * The characters of each chosen class.
 * @throws 400 naming the rule that leaves a class without any
 */
function alphabets({ classes = ALL_CLASSES, symbols, excludeLookAlikes = false }: PasswordPolicy): string[][] {
  if (symbols !== undefined && !classes.includes('symbols')) {
    throw invalidField(['body', 'symbols'], 'symbols are given, but classes leave them out');
  }
  return [...new Set(classes)].map((name) => {
    const given = new Set(name === 'symbols' ? (symbols ?? CHARACTERS.symbols) : CHARACTERS[name]);
    const left = [...given].filter((character) => !(excludeLookAlikes && LOOK_ALIKES.has(character)));
    if (left.length === 0) throw invalidField(['body', 'symbols'], 'symbols has nothing but look-alikes');
    return left;
  });
}

/** How many texts of a length have a character of every alphabet: inclusion and exclusion over those they lack. */
function countOf(length: number, sizes: readonly number[]): bigint {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let count = 0n;
  for (let lacking = 0; lacking < 2 ** sizes.length; lacking += 1) {
    const missing = sizes.filter((_, place) => (lacking >> place) & 1);
    const texts = BigInt(total - missing.reduce((sum, size) => sum + size, 0)) ** BigInt(length);
    count += missing.length % 2 === 0 ? texts : -texts;
  }
  return count;
}

/**
 * A password, each one that keeps to the policy equally likely: a draw that lacks a class is thrown away whole. To
 * mend it instead, or to place one character of each class first, would make some passwords likelier than others.
 *
 * @throws 400 for a policy that no password keeps to
 */
export function generatePassword({ length = DEFAULT_LENGTH, ...policy }: PasswordPolicy): Generated {
  const required = alphabets(policy);
  const alphabet = required.flat();
  const draw = () => Array.from({ length }, () => alphabet[randomInt(alphabet.length)] ?? '');
  let drawn = draw();
  while (!required.every((characters) => characters.some((character) => drawn.includes(character)))) drawn = draw();
  const sizes = required.map((characters) => characters.length);
  return { value: drawn.join(''), entropyBits: entropyOf(countOf(length, sizes)) };
}
