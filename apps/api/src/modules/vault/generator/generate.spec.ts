import fc from 'fast-check';
import type { DomainError } from '@app/kernel';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { generate, type GeneratorPolicy } from './generate';
import { generatePassword, type CharacterClass } from './password';

const CLASSES = ['lower', 'upper', 'digits', 'symbols'] as const;
const PUNCTUATION = Array.from('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');
const LOOK_ALIKES = /[0Oo1Il|]/;

const MEMBERS: Readonly<Record<CharacterClass, RegExp>> = {
  lower: /[a-z]/,
  upper: /[A-Z]/,
  digits: /[0-9]/,
  symbols: /[^A-Za-z0-9]/,
};

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const symbolTexts = fc.string({ unit: fc.constantFrom(...PUNCTUATION), minLength: 1, maxLength: 32 });

const passwordPolicies = fc.record({
  length: optional(fc.integer({ min: 8, max: 128 })),
  classes: optional(fc.array(fc.constantFrom(...CLASSES), { minLength: 1, maxLength: 4 })),
  symbols: optional(symbolTexts),
  excludeLookAlikes: optional(fc.boolean()),
});

const passphrasePolicies = fc.record({
  words: optional(fc.integer({ min: 3, max: 12 })),
  separator: optional(fc.string({ unit: fc.constantFrom(' ', ...PUNCTUATION), minLength: 1, maxLength: 3 })),
  capitalise: optional(fc.boolean()),
  digit: optional(fc.boolean()),
});

function refusalOf(policy: GeneratorPolicy): (string | number)[] | undefined {
  try {
    generate(policy);
    return undefined;
  } catch (error) {
    return (error as DomainError).details.issues?.[0]?.path;
  }
}

const isPossible = ({ classes = CLASSES, symbols, excludeLookAlikes = false }: GeneratorPolicy): boolean =>
  symbols === undefined || (classes.includes('symbols') && !(excludeLookAlikes && /^\|+$/.test(symbols)));

describe('passwords', () => {
  it('keep to every policy that can be kept to, and name the field of any other', () => {
    const property = fc.property(passwordPolicies, (policy) => {
      if (!isPossible(policy)) {
        expect(refusalOf(policy)).toEqual(['body', 'symbols']);
        return;
      }
      const { length = 20, classes = CLASSES, symbols = PUNCTUATION, excludeLookAlikes = false } = policy;
      const { value, entropyBits } = generate(policy);
      expect(value).toHaveLength(length);
      for (const name of CLASSES) expect(MEMBERS[name].test(value)).toBe(classes.includes(name));
      for (const symbol of value.match(/[^A-Za-z0-9]/g) ?? []) expect(symbols).toContain(symbol);
      if (excludeLookAlikes) expect(value).not.toMatch(LOOK_ALIKES);
      expect(entropyBits).toBeGreaterThanOrEqual(0);
      expect(entropyBits).toBeLessThan(length * Math.log2(94));
    });
    fc.assert(property, { numRuns: 400, seed: 20_260_217 });
  });

  it('come out as every text that keeps to the policy, and state the logarithm of their number', () => {
    const policy = { length: 2, classes: ['digits', 'symbols'], symbols: '!?' } as const;
    const values = new Set(Array.from({ length: 3_000 }, () => generatePassword(policy).value));
    expect(values.size).toBe(2 * 10 * 2);
    expect(generatePassword(policy).entropyBits).toBe(Math.floor(Math.log2(40) * 100) / 100);
  });

  it('count no more than can be drawn: fewer than without the rule, and one only where only one is possible', () => {
    expect(generate({ length: 8, classes: ['digits'] }).entropyBits).toBe(26.57);
    expect(generate({ length: 8, classes: ['symbols'], symbols: '!!!' })).toEqual({
      value: '!!!!!!!!',
      entropyBits: 0,
    });
    const all = generate({ length: 8, classes: ['lower', 'digits'] }).entropyBits;
    expect(all).toBeLessThan(8 * Math.log2(36));
    expect(all).toBe(Math.floor(Math.log2(36 ** 8 - 26 ** 8 - 10 ** 8) * 100) / 100);
    expect(generate({ length: 128 }).entropyBits).toBeGreaterThan(800);
  });

  it('have each character equally often in each place', () => {
    const draws = 20_000;
    const length = 8;
    const counts = Array.from({ length }, () => 0);
    for (let draw = 0; draw < draws; draw += 1) {
      const { value } = generate({ length, classes: ['digits', 'symbols'], symbols: '!' });
      Array.from(value).forEach(
        (character, place) => (counts[place] = (counts[place] ?? 0) + Number(character === '!')),
      );
    }
    // Of the texts with a `!` and a digit: those with a `!` in one given place.
    const total = 11 ** length - 10 ** length - 1;
    const expected = (11 ** (length - 1) - 1) / total;
    const sixSigma = 6 * Math.sqrt(draws * expected * (1 - expected));
    for (const count of counts) expect(Math.abs(count - draws * expected)).toBeLessThan(sixSigma);
  });
});

describe('passphrases', () => {
  it('keep to every policy', () => {
    const known = new Set(wordlist);
    const property = fc.property(passphrasePolicies, (policy) => {
      const { words = 6, separator = '-', capitalise = false, digit = false } = policy;
      const { value, entropyBits } = generate({ kind: 'passphrase', ...policy });
      const parts = value.split(separator);
      expect(parts).toHaveLength(words);
      expect(parts.filter((part) => /\d$/.test(part))).toHaveLength(digit ? 1 : 0);
      for (const part of parts) {
        const word = part.replace(/\d$/, '');
        expect(known).toContain(word.toLowerCase());
        expect(/^[A-Z][a-z]+$/.test(word)).toBe(capitalise);
      }
      const bits = words * 11 + (digit ? Math.log2(words * 10) : 0);
      expect(entropyBits).toBe(Math.floor(bits * 100) / 100);
    });
    fc.assert(property, { numRuns: 300, seed: 20_260_217 });
  });

  it('are made of words of small letters, none twice', () => {
    expect(wordlist).toHaveLength(2048);
    expect(new Set(wordlist).size).toBe(2048);
    expect(wordlist.filter((word) => !/^[a-z]{3,8}$/.test(word))).toEqual([]);
  });
});

it.each([
  [{ kind: 'password', words: 4 }, 'words'],
  [{ separator: '-' }, 'separator'],
  [{ digit: true }, 'digit'],
  [{ kind: 'passphrase', length: 20 }, 'length'],
  [{ kind: 'passphrase', classes: ['lower'] }, 'classes'],
  [{ kind: 'passphrase', excludeLookAlikes: true }, 'excludeLookAlikes'],
  [{ classes: ['lower'], symbols: '!' }, 'symbols'],
  [{ symbols: '||', excludeLookAlikes: true }, 'symbols'],
] as const)('refuses %j and names %s', (policy, field) => {
  expect(refusalOf(policy)).toEqual(['body', field]);
});
