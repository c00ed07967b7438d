import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { PasswordHasher } from '@app/crypto';
import { Database, statement, Transactions } from '@app/database';
import type { Actor } from '@app/kernel';
import { LoginThrottle } from '../../operations/rate-limits';
import { Sessions, type IssuedTokens, type SessionKind } from '../sessions';
import { UsersService, type UserCredentials } from '../users';
import { AuthError } from './auth.errors';

/** What somebody typed in. `login` is a login name or an e-mail address, in any case. */
export interface LoginInput {
  readonly login: string;
  readonly password: string;
}

/** The user, or which half was wrong. Only Liberty may tell its clients which. */
export type LoginOutcome =
  { readonly user: UserCredentials } | { readonly user: null; readonly wrong: 'login' | 'password' };

/** A further condition, checked at the cost of a password so that its answer takes the same time. */
type Admission = (user: UserCredentials) => Promise<boolean>;

/** Keeps the hash only if it is still the one that was verified: a password changed meanwhile wins. */
const REPLACE_HASH = statement(
  'auth-replace-password-hash',
  'update users set password_hash = $3 where id = $1 and password_hash = $2',
);

const everyone: Admission = () => Promise.resolve(true);

/** Signing in by password, on every surface that has it. */
@Injectable()
export class PasswordLogin {
  constructor(
    private readonly users: UsersService,
    private readonly hasher: PasswordHasher,
    private readonly sessions: Sessions,
    private readonly throttle: LoginThrottle,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** @throws 401 `auth.wrongCredentials`, 429 after too many attempts, 503 `crypto.busy` */
  async signIn(actor: Actor, input: LoginInput, kind: SessionKind): Promise<IssuedTokens> {
    const { user } = await this.verify(actor, input);
    if (!user) throw AuthError.wrongCredentials();
    return this.sessions.open(actor, user, kind);
  }

  /**
   * Checks a password and records a refusal. An unknown, disabled or not admitted user costs as much time as a wrong
   * password, and an account has one budget of attempts under all its names.
   * @throws 429 after too many attempts, 503 `crypto.busy`
   */
  async verify(actor: Actor, { login, password }: LoginInput, admits = everyone): Promise<LoginOutcome> {
    const found = await this.users.findForLogin(login);
    const attempted = found?.login ?? login;
    await this.throttle.attempt(actor, attempted);
    const user = found?.active && (await admits(found)) ? found : undefined;
    const matches = await this.hasher.verify(user?.passwordHash ?? null, password);
    if (!user || !matches) {
      await this.recordRefusal(actor, found);
      return { user: null, wrong: user ? 'password' : 'login' };
    }
    await this.throttle.succeeded(actor, attempted);
    await this.renewHash(user, password);
    return { user };
  }

  private async renewHash({ id, passwordHash }: UserCredentials, password: string): Promise<void> {
    if (!passwordHash || !this.hasher.needsRehash(passwordHash)) return;
    await this.database.rows(REPLACE_HASH, [id, passwordHash, await this.hasher.hash(password)]);
  }

  /** An unknown login is not written down: people type their password into the wrong field. */
  private recordRefusal(actor: Actor, user: UserCredentials | undefined): Promise<void> {
    return this.transactions.run(() =>
      this.audit.record(actor, {
        action: 'auth.login-failed',
        level: 'warning',
        message: user ? `A sign-in as ${user.login} was refused` : 'A sign-in with an unknown login name was refused',
        ...(user && { target: { type: 'user', id: user.id, name: user.login } }),
      }),
    );
  }
}
