import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { ConcurrencyLimit } from './concurrency-limit';
import { CryptoError } from './crypto.errors';

/** OWASP's argon2id profile: 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';
const MAX_RUNNING = 2;
const MAX_WAITING = 64;
const RETRY_AFTER_SECONDS = 2;

/** The hash of a discarded random password: verifying against it costs what a real account costs. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$br0tMzbjGHfxf4nu9x5hLw$OFQscO2rBgYvtbZE2Fj6LqlgaEOSY5sGMe39HZ1zEqo';

/**
 * Password hashes in PHC form. Two run at once and 64 may wait, so a login storm costs bounded memory; beyond that
 * every call throws `crypto.busy` (503 with `retryAfter`).
 */
@Injectable()
export class PasswordHasher {
  readonly #limit = new ConcurrencyLimit(MAX_RUNNING, MAX_WAITING, () =>
    CryptoError.busy({ retryAfter: RETRY_AFTER_SECONDS }),
  );

  hash(password: string): Promise<string> {
    return this.#limit.run(() => hash(password, COST));
  }

  /**
   * False after the same time for null (an unknown account, or one without a password) and for text of another scheme;
   * a damaged argon2 hash throws.
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const phc = stored?.startsWith('$argon2') ? stored : null;
    const matches = await this.#limit.run(() => verify(phc ?? NOBODY, password));
    return phc !== null && matches;
  }

  /** True when a hash was made with other parameters: hash the password anew at the next successful login. */
  needsRehash(stored: string): boolean {
    return !stored.startsWith(CURRENT);
  }
}
