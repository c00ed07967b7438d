import { isIP } from 'node:net';
import type { ValueType } from '../credential-types';
import { isOtpauthUri, otpauthProblem } from './otpauth-uri';

/** A value in the form it is kept in, or why it is refused. */
export type Checked = { readonly value: string } | { readonly problem: string };

const MAX_PLAIN_TEXT = 10_000;
const MAX_SECRET = 65_536;
const MAX_PASSWORD = 1_024;

const upTo =
  (limit: number) =>
  (value: string): Checked =>
    value.length <= limit ? { value } : { problem: `must be at most ${limit} characters long` };

const LICENSE_KEY = /^(?=.*[\p{L}\p{N}])[\p{L}\p{N}\p{P}\p{S}]+(?:[ -][\p{L}\p{N}\p{P}\p{S}]+)*$/u;
const MAX_LICENSE_KEY = 4_096;

/** Keys come in many forms: printable words, no line breaks, and something to read in them. */
function licenseKey(value: string): Checked {
  const key = value.trim();
  return key.length <= MAX_LICENSE_KEY && LICENSE_KEY.test(key)
    ? { value: key }
    : { problem: 'must be a licence key: printable characters on one line' };
}

const PREFIX = /^(?:0|[1-9]\d{0,2})$/;
const BITS: Readonly<Record<number, number>> = { 4: 32, 6: 128 };

/** IPv4, IPv6 (without a zone), or either with a prefix length. */
function ipAddress(value: string): Checked {
  const [address = '', prefix, ...rest] = value.trim().split('/');
  const version = address.includes('%') ? 0 : isIP(address);
  const bits = BITS[version];
  const isPrefix = prefix === undefined || (PREFIX.test(prefix) && bits !== undefined && Number(prefix) <= bits);
  return bits !== undefined && isPrefix && rest.length === 0
    ? { value: value.trim() }
    : { problem: 'must be an IPv4 or IPv6 address, with or without a prefix length' };
}

const BITLOCKER_GROUP = 6;
const BITLOCKER_GROUPS = 8;
/** Each group is a 16-bit number times eleven; its last digit is a check digit by that. */
const BITLOCKER_FACTOR = 11;
const BITLOCKER_MAX = 0xffff * BITLOCKER_FACTOR;
const BITLOCKER_KEY = /^\d{6}(?:[- ]?\d{6}){7}$/;

/** A recovery key: 48 digits in eight groups, kept with dashes between them. */
function bitlockerKey(value: string): Checked {
  const key = value.trim();
  if (!BITLOCKER_KEY.test(key)) return { problem: 'must be 48 digits in 8 groups of 6' };
  const digits = key.replace(/\D/g, '');
  const groups = Array.from({ length: BITLOCKER_GROUPS }, (_, index) =>
    digits.slice(index * BITLOCKER_GROUP, (index + 1) * BITLOCKER_GROUP),
  );
  const wrong = groups.findIndex((group) => Number(group) % BITLOCKER_FACTOR !== 0 || Number(group) > BITLOCKER_MAX);
  return wrong < 0 ? { value: groups.join('-') } : { problem: `group ${wrong + 1} of the recovery key is mistyped` };
}

const RULES: Readonly<Record<Exclude<ValueType, 'multi_credential'>, (value: string) => Checked>> = {
  plain_text: upTo(MAX_PLAIN_TEXT),
  license_key: licenseKey,
  ip_address: ipAddress,
  generic_secret: upTo(MAX_SECRET),
  bitlocker_key: bitlockerKey,
  password: upTo(MAX_PASSWORD),
};

/** Types whose values are secrets wherever they stand. */
const SECRET_TYPES: readonly ValueType[] = ['generic_secret', 'password'];

/**
 * Holds a value that is not empty to the rule of its type; one that is to make one-time codes must be able to. Problems
 * never repeat the value.
 *
 * @param secure whether it is kept sealed, where seeds of one-time codes are looked for in a field of any type
 */
export function checkValue(type: ValueType, value: string, secure = false): Checked {
  if (type === 'multi_credential') return { problem: 'holds sub-credentials, which are added by their own operation' };
  const checked = RULES[type](value);
  if ('problem' in checked || !isOtpauthUri(checked.value)) return checked;
  const problem = secure || SECRET_TYPES.includes(type) ? otpauthProblem(checked.value) : undefined;
  return problem === undefined ? checked : { problem };
}
