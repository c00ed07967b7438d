import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ConcurrencyLimit } from '@app/kernel';
import { CryptoError } from './crypto.errors';
import { PasswordThread, type PasswordTask } from './password-thread';

/** OWASP's argon2id profile: 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';
const MAX_RUNNING = 2;
const MAX_WAITING = 64;
const RETRY_AFTER_SECONDS = 2;

/** The hash of a discarded random password: verifying against it costs what a real account costs. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$br0tMzbjGHfxf4nu9x5hLw$OFQscO2rBgYvtbZE2Fj6LqlgaEOSY5sGMe39HZ1zEqo';

const busy = () => CryptoError.busy({ retryAfter: RETRY_AFTER_SECONDS });

/**
 * Password hashes in PHC form, made by two threads of low priority: neither the event loop nor the threads that Node
 * reads files and names with ever wait for a password. 64 may wait, so a login storm costs bounded memory; beyond that
 * every call throws `crypto.busy` (503 with `retryAfter`).
 */
@Injectable()
export class PasswordHasher implements OnApplicationShutdown {
  readonly #limit = new ConcurrencyLimit(MAX_RUNNING, MAX_WAITING, busy);
  readonly #threads = Array.from({ length: MAX_RUNNING }, () => new PasswordThread());
  readonly #idle = [...this.#threads];

  hash(password: string): Promise<string> {
    return this.#run({ password, cost: COST });
  }

  /**
   * False after the same time for null (an unknown account, or one without a password) and for text of another scheme;
   * a damaged argon2 hash throws.
   */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const phc = stored?.startsWith('$argon2') ? stored : null;
    const matches = await this.#run<boolean>({ password, stored: phc ?? NOBODY });
    return phc !== null && matches;
  }

  /** True when a hash was made with other parameters: hash the password anew at the next successful login. */
  needsRehash(stored: string): boolean {
    return !stored.startsWith(CURRENT);
  }

  /**
   * For whoever has more to do before the password.
   * @param coming how many others are on their way to one
   * @throws `crypto.busy` when there would be no place
   */
  assertRoom(coming: number): void {
    if (this.#limit.isFull || coming >= MAX_RUNNING + MAX_WAITING) throw busy();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  #run<Result extends string | boolean>(task: PasswordTask): Promise<Result> {
    return this.#limit.run(async () => {
      const thread = this.#idle.pop();
      if (!thread) throw new Error('More passwords are under way than there are threads');
      try {
        return await thread.run<Result>(task);
      } finally {
        this.#idle.push(thread);
      }
    });
  }
}
