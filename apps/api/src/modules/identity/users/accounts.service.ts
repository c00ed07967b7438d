import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { PasswordHasher } from '@app/crypto';
import { Transactions } from '@app/database';
import { invalidField, type SignedInActor } from '@app/kernel';
import { LoginThrottle } from '../../operations/rate-limits';
import { assertImageRule, assertPasswordRule, usualPaths, type FieldPath } from './account-rules';
import { byId, type UserInput, type UserRecord } from './user-record';
import { UserWriter } from './user-writer';
import type { User } from './user.entity';
import { UserError } from './users.errors';
import { UsersRepository } from './users.repository';

export interface PasswordChange {
  readonly oldPassword: string;
  readonly newPassword: string;
}

/** Where the two passwords stand in the request. */
export type PasswordPaths = Readonly<Record<keyof PasswordChange, FieldPath>>;

const usualPasswordPaths: PasswordPaths = {
  oldPassword: ['body', 'oldPassword'],
  newPassword: ['body', 'newPassword'],
};

/** The own account: whoever acts is the user that is changed, so no permission of theirs can be exceeded. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly users: UsersRepository,
    private readonly writer: UserWriter,
    private readonly hasher: PasswordHasher,
    private readonly throttle: LoginThrottle,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** A changed e-mail ends the account's sessions and tokens. @throws 400, 409 `user.emailTaken` */
  async updateProfile(
    actor: SignedInActor,
    { name, email, image }: Pick<UserInput, 'name' | 'email' | 'image'>,
  ): Promise<UserRecord> {
    if (image) assertImageRule(usualPaths.image, image);
    return this.writer.run(async () => {
      const user = await this.writer.lock(byId(actor.principal.userId));
      const report = { action: 'user.modify-own', message: `User ${user.login} changed the own profile` };
      return this.writer.change(actor, user, { name, email, image }, report);
    });
  }

  /**
   * Ends the account's sessions and tokens. Guessing the old password costs what guessing at a login does.
   * @throws 400 when the old password is wrong, the new one weak, or it is the current or the previous one; 429 after too
   *   many attempts
   */
  async changePassword(actor: SignedInActor, change: PasswordChange, paths = usualPasswordPaths): Promise<void> {
    assertPasswordRule(paths.newPassword, change.newPassword);
    const known = await this.whole(actor);
    await this.assertMayReplace(actor, known, change, paths);
    const passwordHash = await this.hasher.hash(change.newPassword);
    await this.writer.run(async () => {
      const user = await this.writer.lock(byId(known.id));
      // Somebody else changed it meanwhile, so what was verified above is not the current password any more.
      if (user.passwordHash !== known.passwordHash) throw wrongPassword(paths);
      const report = { action: 'user.change-password', message: `User ${user.login} changed the own password` };
      await this.writer.change(actor, user, { passwordHash }, report);
    });
  }

  private async assertMayReplace(
    actor: SignedInActor,
    { id, login, passwordHash, previousPasswordHash }: User,
    { oldPassword, newPassword }: PasswordChange,
    paths: PasswordPaths,
  ): Promise<void> {
    await this.throttle.attempt(actor, login);
    if (!(await this.hasher.verify(passwordHash, oldPassword))) {
      await this.recordRefusal(actor, { id, login });
      throw wrongPassword(paths);
    }
    await this.throttle.succeeded(actor, login);
    if (newPassword === oldPassword) throw invalidField(paths.newPassword, 'newPassword is the current password');
    if (previousPasswordHash && (await this.hasher.verify(previousPasswordHash, newPassword))) {
      throw invalidField(paths.newPassword, 'newPassword is the previous password');
    }
  }

  private recordRefusal(actor: SignedInActor, { id, login }: Pick<User, 'id' | 'login'>): Promise<void> {
    return this.transactions.run(() =>
      this.audit.record(actor, {
        action: 'user.password-refused',
        level: 'warning',
        message: `User ${login} gave a wrong password to change it`,
        target: { type: 'user', id, name: login },
      }),
    );
  }

  private async whole({ principal }: SignedInActor): Promise<User> {
    const user = await this.users.findWhole(principal.userId);
    if (!user) throw UserError.notFound({ identifier: principal.userId });
    return user;
  }
}

const wrongPassword = ({ oldPassword }: PasswordPaths) =>
  invalidField(oldPassword, 'oldPassword is not the current password');
