import { HOTP, TOTP, URI } from 'otpauth';

const SCHEME = /^otpauth:\/\//i;
const ALGORITHMS = new Set(['SHA1', 'SHA256', 'SHA512']);
const MIN_DIGITS = 6;
const MAX_DIGITS = 8;
/** A year in seconds: beyond it a code is no code for once, and its end soon no date. */
const MAX_PERIOD = 31_536_000;

/** Whether a text means to be an otpauth URI. */
export const isOtpauthUri = (text: string): boolean => SCHEME.test(text);

/** Undefined for a URI that no authenticator could use. Never repeat why: the library's messages may quote the seed. */
function parse(text: string): HOTP | TOTP | undefined {
  try {
    return URI.parse(text);
  } catch {
    return undefined;
  }
}

const isUsable = ({ algorithm, digits, secret, ...rest }: HOTP | TOTP): boolean =>
  ALGORITHMS.has(algorithm) &&
  digits >= MIN_DIGITS &&
  digits <= MAX_DIGITS &&
  secret.bytes.length > 0 &&
  !('period' in rest && rest.period > MAX_PERIOD);

/** @returns why a text that means to be an otpauth URI is none; undefined when nothing is wrong */
export function otpauthProblem(text: string): string | undefined {
  const otp = parse(text);
  if (!otp) return 'must be an otpauth URI with a type, a label and a secret in base32';
  if (isUsable(otp)) return undefined;
  return `must use SHA1, SHA256 or SHA512, ${MIN_DIGITS} to ${MAX_DIGITS} digits, a secret, and a period of at most a year`;
}

/** The generator of time-based codes that a value describes; undefined for a value that describes none. */
export function totpOf(text: string): TOTP | undefined {
  const otp = isOtpauthUri(text) ? parse(text) : undefined;
  return otp instanceof TOTP && isUsable(otp) ? otp : undefined;
}
