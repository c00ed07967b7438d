import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommonError, type Actor } from '@app/kernel';
import { addressKey } from './address-key';
import { Counters, type Counter } from './counters';
import { FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS, loginAttempts, loginOverdrafts } from './limits';

/** A digest, since login names come from anyone and may be long. */
const keyOf = ({ origin }: Actor, login: string): string =>
  createHash('sha256')
    .update(`${addressKey(origin.address)}\n${login.toLowerCase()}`)
    .digest('base64url');

/**
 * Slows down guessing at one login name from one address: 10 attempts a minute, and each time that is not enough a wait
 * twice as long as before, up to 15 minutes. Other addresses are not affected, so nobody can lock an account.
 */
@Injectable()
export class LoginThrottle {
  private readonly attempts: Counter;
  private readonly overdrafts: Counter;

  constructor(counters: Counters) {
    this.attempts = counters.create('login-attempts', loginAttempts);
    this.overdrafts = counters.create('login-overdrafts', loginOverdrafts);
  }

  /** Call it before a password is checked. @throws 429 with `retryAfter` */
  async attempt(actor: Actor, login: string): Promise<void> {
    const key = keyOf(actor, login);
    const { wait, overdrew } = await this.attempts.spend(key);
    if (wait === 0) return;
    throw CommonError.tooManyRequests({ retryAfter: overdrew ? await this.lengthen(key) : wait });
  }

  /** A right password ends the growth of the waits; the attempts of the minute still count. */
  async succeeded(actor: Actor, login: string): Promise<void> {
    await this.overdrafts.forget(keyOf(actor, login));
  }

  private async lengthen(key: string): Promise<number> {
    const times = await this.overdrafts.increment(key);
    const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (times - 1));
    await this.attempts.block(key, wait);
    return wait;
  }
}
