import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions, violates } from '@app/database';
import { Clock, type Actor } from '@app/kernel';
import type { Role } from '../roles';
import { CredentialRevocation, type RevocationReason } from './credential-revocation';
import { UserChanges, type UserChange } from './user-changes';
import { identifierOf, type UserKey, type UserRecord } from './user-record';
import type { User } from './user.entity';
import { UserError } from './users.errors';
import { UsersRepository } from './users.repository';

/** Checked values, as they are stored. What is undefined stays as it is. */
export interface UserValues {
  login?: string;
  name?: string;
  email?: string | null;
  image?: string | null;
  active?: boolean;
  permissions?: string[];
  passwordHash?: string;
  roles?: readonly Role[];
}

/** How a change is told: to the audit log and to live panels. */
interface Report {
  readonly action: string;
  readonly message: string;
  readonly kind?: UserChange['kind'];
}

type NewValues = UserValues & { login: string; name: string; permanent?: boolean };

const lower = (text: string | null | undefined) => (typeof text === 'string' ? text.toLowerCase() || null : text);

const normalized = <Values extends UserValues>(values: Values): Values => ({
  ...values,
  ...(values.login !== undefined && { login: values.login.toLowerCase() }),
  email: lower(values.email),
});

const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Writes users with all that belongs to it: roles, the end of credentials, the audit row and the event. */
@Injectable()
export class UserWriter {
  constructor(
    private readonly users: UsersRepository,
    private readonly revocation: CredentialRevocation,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly changes: UserChanges,
    private readonly clock: Clock,
  ) {}

  /** A transaction in which a taken name is told apart. @throws 409 `user.loginTaken`, `user.emailTaken` */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.transactions.run(work);
    } catch (error) {
      if (violates(error, 'users_login_key')) throw UserError.loginTaken();
      if (violates(error, 'users_email_key')) throw UserError.emailTaken();
      throw error;
    }
  }

  /** @throws 404 `user.notFound` */
  async lock(key: UserKey): Promise<User> {
    const user = await this.users.lock(key);
    if (!user) throw UserError.notFound({ identifier: identifierOf(key) });
    return user;
  }

  async insert(actor: Actor, values: NewValues): Promise<UserRecord> {
    const { roles = [], login, name, email, image, permissions, passwordHash, permanent } = normalized(values);
    const user = await this.users.insert({
      login,
      name,
      email: email ?? null,
      image: image ?? null,
      permissions: permissions ?? [],
      passwordHash: passwordHash ?? null,
      permanent: permanent ?? false,
    });
    await this.users.replaceRoles(user.id, idsOf(roles));
    const record = await this.record(user.id);
    await this.tell(actor, record, {
      action: 'user.create',
      message: `User ${record.login} was created`,
      kind: 'created',
      after: facts(user, record),
    });
    return record;
  }

  /** @param user as {@link lock} gave it */
  async change(actor: Actor, user: User, values: UserValues, report: Report): Promise<UserRecord> {
    const { roles, ...columns } = normalized(values);
    const before = facts(user, await this.record(user.id));
    const reason = revocationReason(user, columns);
    if (columns.passwordHash !== undefined) user.previousPasswordHash = user.passwordHash;
    Object.assign(user, defined(columns), { updatedAt: this.clock.now() });
    await this.users.save(user);
    if (roles) await this.users.replaceRoles(user.id, idsOf(roles));
    if (reason) await this.revocation.revokeAll(user.id, reason);
    const record = await this.record(user.id);
    const passwordChanged = columns.passwordHash !== undefined && { passwordChanged: true };
    await this.tell(actor, record, { ...report, before, after: { ...facts(user, record), ...passwordChanged } });
    return record;
  }

  /** @returns the user as it was */
  async delete(actor: Actor, user: User): Promise<UserRecord> {
    const record = await this.record(user.id);
    await this.revocation.revokeAll(user.id, 'deleted');
    await this.users.delete(user.id);
    await this.tell(actor, record, {
      action: 'user.delete',
      message: `User ${user.login} was deleted`,
      kind: 'removed',
      before: facts(user, record),
    });
    return record;
  }

  private async record(id: string): Promise<UserRecord> {
    const record = await this.users.find({ id });
    if (!record) throw UserError.notFound({ identifier: id });
    return record;
  }

  private async tell(actor: Actor, user: UserRecord, report: Report & { before?: object; after?: object }) {
    const { action, message, kind = 'updated', before, after } = report;
    const target = { type: 'user', id: user.id, name: user.login };
    await this.audit.record(actor, { action, message, target, before, after });
    this.transactions.afterCommit(() => this.changes.publish({ kind, userId: user.id }));
  }
}

const idsOf = (roles: readonly Role[]): string[] => roles.map(({ id }) => id);

const facts = ({ permissions }: User, { login, name, email, image, active, roles }: UserRecord) => ({
  login,
  name,
  email,
  image,
  active,
  roles,
  permissions,
});

function revocationReason(user: User, { passwordHash, email, active }: UserValues): RevocationReason | undefined {
  if (passwordHash !== undefined) return 'password';
  if (email !== undefined && email !== user.email) return 'email';
  return active === false && user.active ? 'disabled' : undefined;
}
