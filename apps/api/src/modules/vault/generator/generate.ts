import { invalidField } from '@app/kernel';
import type { Generated } from './generated';
import { generatePassphrase, type PassphrasePolicy } from './passphrase';
import { generatePassword, type PasswordPolicy } from './password';

export type GeneratorPolicy = PasswordPolicy & PassphrasePolicy & { readonly kind?: 'password' | 'passphrase' };

const RULES = {
  password: ['length', 'classes', 'symbols', 'excludeLookAlikes'],
  passphrase: ['words', 'separator', 'capitalise', 'digit'],
} as const satisfies Record<string, readonly (keyof GeneratorPolicy)[]>;

/** A rule that would be passed over misleads whoever set it. */
function assertOwnRules(kind: keyof typeof RULES, policy: GeneratorPolicy): void {
  const foreign = RULES[kind === 'password' ? 'passphrase' : 'password'].find((rule) => policy[rule] !== undefined);
  if (foreign) throw invalidField(['body', foreign], `${foreign} is no rule of a ${kind}`);
}

/** @throws 400 naming the rule that no value can keep to */
export function generate({ kind = 'password', ...policy }: GeneratorPolicy): Generated {
  assertOwnRules(kind, policy);
  return kind === 'password' ? generatePassword(policy) : generatePassphrase(policy);
}
