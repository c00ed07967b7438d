import type * as Contract from '@contract/optima';
import { assertSame, Choice, Decimal, Flag, Integer, ListOf, Text } from '@app/contract';
import type { GeneratorPolicy } from './generate';
import type { CharacterClass } from './password';

const KINDS = ['password', 'passphrase'] as const;

export class GeneratorPolicyDto implements Contract.GeneratorPolicy, GeneratorPolicy {
  @Choice(KINDS, { optional: true, description: '`password` when left out.' })
  kind?: (typeof KINDS)[number];

  @Integer({ optional: true, min: 8, max: 128, description: 'Characters of a password; 20 when left out.' })
  length?: number;

  @ListOf('text', {
    optional: true,
    min: 1,
    max: 4,
    each: { pattern: /^(lower|upper|digits|symbols)$/ },
    description:
      'Classes that a password has at least one character of each of, and none of any other; all when left out.',
  })
  classes?: CharacterClass[];

  @Text({
    optional: true,
    min: 1,
    max: 32,
    pattern: /^[!-/:-@[-`{-~]+$/,
    description: 'The symbols to choose from in a password: punctuation of ASCII.',
  })
  symbols?: string;

  @Flag({
    optional: true,
    description: 'Leaves `0`, `O`, `o`, `1`, `I`, `l` and `|` out of a password; false when left out.',
  })
  excludeLookAlikes?: boolean;

  @Integer({ optional: true, min: 3, max: 12, description: 'Words of a passphrase; 6 when left out.' })
  words?: number;

  @Text({
    optional: true,
    min: 1,
    max: 3,
    pattern: /^[ !-/:-@[-`{-~]+$/,
    description: 'Stands between the words of a passphrase: a space or punctuation of ASCII; `-` when left out.',
  })
  separator?: string;

  @Flag({ optional: true, description: 'Begins each word of a passphrase with a capital; false when left out.' })
  capitalise?: boolean;

  @Flag({ optional: true, description: 'Puts a digit behind one of the words of a passphrase; false when left out.' })
  digit?: boolean;
}

export class GeneratedCredentialDto implements Contract.GeneratedCredential {
  @Text()
  value: string;

  @Decimal({
    description: 'Binary logarithm of the number of values that keep to the policy, rounded down to two decimals.',
  })
  entropyBits: number;
}

// The document has texts with a pattern where the code knows which ones.
assertSame<Omit<GeneratorPolicyDto, 'classes'>, Omit<Contract.GeneratorPolicy, 'classes'>>();
assertSame<GeneratedCredentialDto, Contract.GeneratedCredential>();
