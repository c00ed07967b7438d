import { randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { entropyOf, type Generated } from './generated';

const DEFAULT_WORDS = 6;
const DIGITS = 10;

export interface PassphrasePolicy {
  readonly words?: number;
  /** Neither letters nor digits, and not empty: otherwise two draws could give one text, and the entropy be less. */
  readonly separator?: string;
  readonly capitalise?: boolean;
  /** A digit behind one of the words. */
  readonly digit?: boolean;
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Words of the English list of BIP 39: 2,048 common ones of 3 to 8 letters that differ in the first four. */
export function generatePassphrase({
  words = DEFAULT_WORDS,
  separator = '-',
  capitalise = false,
  digit = false,
}: PassphrasePolicy): Generated {
  const drawn = Array.from({ length: words }, () => wordlist[randomInt(wordlist.length)] ?? '');
  const written = capitalise ? drawn.map(capitalised) : drawn;
  if (digit) {
    const place = randomInt(words);
    written[place] = `${written[place] ?? ''}${randomInt(DIGITS)}`;
  }
  const count = BigInt(wordlist.length) ** BigInt(words) * (digit ? BigInt(words * DIGITS) : 1n);
  return { value: written.join(separator), entropyBits: entropyOf(count) };
}
