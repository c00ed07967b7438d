import { totpOf } from '../value-types';

/** A code, and how long it is one. */
export interface OneTimeCode {
  readonly code: string;
  readonly digits: number;
  readonly period: number;
  /** Whole seconds, rounded up, until the next code. */
  readonly remaining: number;
  readonly validUntil: Date;
  readonly issuer?: string;
  readonly label?: string;
}

const MS = 1_000;

/** The code at that moment of a value that is an `otpauth://totp/` URI; undefined for any other value. */
export function oneTimeCode(value: string, now: Date): OneTimeCode | undefined {
  const totp = totpOf(value);
  if (!totp) return undefined;
  const { digits, period, issuer, label } = totp;
  const timestamp = now.getTime();
  const left = totp.remaining({ timestamp });
  return {
    code: totp.generate({ timestamp }),
    digits,
    period,
    remaining: Math.ceil(left / MS),
    validUntil: new Date(timestamp + left),
    ...(issuer && { issuer }),
    ...(label && { label }),
  };
}
