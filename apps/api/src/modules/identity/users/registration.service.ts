import { Injectable } from '@nestjs/common';
import { PasswordHasher } from '@app/crypto';
import type { Actor } from '@app/kernel';
import { RolesService, SeededRole } from '../roles';
import { assertImageRule, assertLoginRule, assertPasswordRule, usualPaths } from './account-rules';
import type { NewUser, UserRecord } from './user-record';
import { UserWriter } from './user-writer';
import { UserError } from './users.errors';
import { UsersRepository } from './users.repository';

export interface RegistrationOptions {
  /** Whether somebody may register although users exist (`SWITCHYARD_SIGNUP`). */
  readonly signUp: boolean;
  /** False for somebody who may join, but not become the first user. */
  readonly mayBeFirst?: boolean;
}

/** Users who make themselves: by set-up, by registration, or by signing in with an identity provider. */
@Injectable()
export class Registration {
  constructor(
    private readonly users: UsersRepository,
    private readonly writer: UserWriter,
    private readonly roles: RolesService,
    private readonly hasher: PasswordHasher,
  ) {}

  /**
   * Creates the first user as permanent administrator, any later one as viewer. Who is first is decided under a lock:
   * of two who register at once on an empty product, one becomes administrator.
   * @throws 400 for a refused login or password, 403 `user.signUpClosed`, 409 for a taken name
   */
  async register(
    actor: Actor,
    input: Omit<NewUser, 'roles' | 'permissions'>,
    { signUp, mayBeFirst = true }: RegistrationOptions,
    paths = usualPaths,
  ): Promise<UserRecord> {
    const { login, name, email, image, password } = input;
    assertLoginRule(paths.login, login);
    if (image) assertImageRule(paths.image, image);
    if (password !== undefined) assertPasswordRule(paths.password, password);
    const passwordHash = password === undefined ? undefined : await this.hasher.hash(password);
    return this.writer.run(async () => {
      await this.users.serializeRegistrations();
      const permanent = !(await this.users.any());
      if (permanent ? !mayBeFirst : !signUp) throw UserError.signUpClosed();
      const roles = [await this.roles.get(permanent ? SeededRole.admin : SeededRole.viewer)];
      return this.writer.insert(actor, { login, name, email, image, passwordHash, roles, permanent });
    });
  }
}
