/** What stands in the log in place of a secret. */
export const MASK = '********';

/** Matched anywhere in a key's letters and digits: `password_hash`, `x_passphrase`, `accessToken`, `clientSecret`. */
const SECRET =
  /passw(?:or)?d|passphrase|secret|token|refresh|apikey|privatekey|masterkey|signingkey|encryptionkey|presharedkey|(?:sae|pre)?psk|credentialvalue|securevalue|authorization|cookie|otpseed|totp|recoverycode|signature|salt$|^pwd|pwd$|^pin$/;

/** Facts about a secret that are none: `tokenId`, `passwordChangedAt`, `secretName`. */
const FACT_ABOUT_SECRET = /(?:id|ids|at|name|type|count|version|expiry|length)$/;

/** True when the value under this key must not be written down. Case and separators do not matter. */
export function isSecretKey(key: string): boolean {
  const letters = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  return SECRET.test(letters) && !FACT_ABOUT_SECRET.test(letters);
}

/**
 * The keys of one object whose values are masked: those that name a secret, and the value of a field that is declared
 * `secure` or is named like a secret (`{ name: 'DB_PASSWORD', value }`).
 */
export function secretKeysOf(record: Record<string, unknown>): Set<string> {
  const keys = new Set(Object.keys(record).filter(isSecretKey));
  if (holdsSecretValue(record)) keys.add('value');
  return keys;
}

const holdsSecretValue = ({ secure, ...record }: Record<string, unknown>): boolean =>
  secure === true ||
  ['name', 'key', 'id', 'fieldId'].some((label) => {
    const text = record[label];
    return typeof text === 'string' && isSecretKey(text);
  });

/** Whether something is set stays visible: null, undefined, booleans and the empty text are no secrets. */
export const masked = (value: unknown): unknown =>
  value === null || value === undefined || typeof value === 'boolean' || value === '' ? value : MASK;
