import { Injectable } from '@nestjs/common';
import { assertCovers } from '@app/access';
import { PasswordHasher } from '@app/crypto';
import { PermissionSet, type Actor, type Page } from '@app/kernel';
import { EffectivePermissions } from '../grants';
import { RolesService, type Role } from '../roles';
import { assertImageRule, assertLoginRule, assertPasswordRule, usualPaths, type InputPaths } from './account-rules';
import {
  identifierOf,
  type NewUser,
  type UserCredentials,
  type UserInput,
  type UserKey,
  type UserListQuery,
  type UserRecord,
  type UserRow,
} from './user-record';
import { UserDeletionRules } from './user-deletion-rules';
import { UserWriter, type UserValues } from './user-writer';
import type { User } from './user.entity';
import { UserError } from './users.errors';
import { UsersRepository } from './users.repository';

const DEFAULT_PAGE_SIZE = 30;
const MAX_UNPAGED = 10_000;

const unique = (nodes: readonly string[]): string[] => [...new Set(nodes)];

/** Users and what may be done to them. Whoever changes one must hold all that the user holds, before and after. */
@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
    private readonly writer: UserWriter,
    private readonly roles: RolesService,
    private readonly grants: EffectivePermissions,
    private readonly hasher: PasswordHasher,
    private readonly deletions: UserDeletionRules,
  ) {}

  /** A page when one was asked for, else every match up to 10,000. */
  async list(query: UserListQuery): Promise<UserRow[] | Page<UserRow>> {
    if (query.page === undefined && query.rpp === undefined) {
      return (await this.users.list(query, 1, MAX_UNPAGED)).items;
    }
    return this.users.list(query, query.page ?? 1, query.rpp ?? DEFAULT_PAGE_SIZE);
  }

  /** @throws 404 `user.notFound` */
  async get(key: UserKey): Promise<UserRecord> {
    const user = await this.users.find(key);
    if (!user) throw UserError.notFound({ identifier: identifierOf(key) });
    return user;
  }

  /** A user's roles in the order of assignment. @throws 404 `user.notFound` */
  async rolesOf(key: UserKey): Promise<Role[]> {
    return this.roles.ofUser((await this.get(key)).id);
  }

  /** Who has a role; each with role ids in place of monikers. @throws 404 `role.notFound` */
  async listOfRole(identifier: string): Promise<UserRow[]> {
    return this.users.listOfRole((await this.roles.get(identifier)).id);
  }

  /** Login names in alphabetical order. */
  logins(withPermanent: boolean): Promise<string[]> {
    return this.users.logins(withPermanent);
  }

  /** All that a user is granted, directly and by roles. @throws 404 `user.notFound` */
  async permissionsOf(key: UserKey): Promise<PermissionSet> {
    return new PermissionSet(await this.grants.patternsOf((await this.get(key)).id));
  }

  /** Whoever signs in by this login name or e-mail address, in any case; disabled users too. */
  findForLogin(loginOrEmail: string): Promise<UserCredentials | undefined> {
    return this.users.findForLogin(loginOrEmail.toLowerCase());
  }

  /** Ids of the users who are linked to these members of ConnectWise, by the members' identifiers in lower case. */
  async linkedToMembers(identifiers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (identifiers.length === 0) return new Map();
    return this.users.linkedToMembers(identifiers.map((identifier) => identifier.toLowerCase()));
  }

  /** The identifier of the member of ConnectWise that a user is linked to. */
  memberOf(id: string): Promise<string | null> {
    return this.users.memberOf(id);
  }

  /** Whether the product has any user yet. */
  any(): Promise<boolean> {
    return this.users.any();
  }

  /** @throws 400 for a refused login, password or role, 403 beyond what the actor holds, 409 for a taken name */
  async create(actor: Actor, input: NewUser, paths = usualPaths): Promise<UserRecord> {
    assertInput(input, paths);
    const passwordHash = await this.hashOf(input);
    return this.writer.run(async () => {
      const values = await this.valuesOf(input, paths);
      const granted = (values.roles ?? []).flatMap(({ permissions }) => permissions);
      assertCovers(actor, granted, values.permissions ?? []);
      return this.writer.insert(actor, { ...values, login: input.login, name: input.name, passwordHash });
    });
  }

  /** @throws 400, 403, 409 as {@link create}; 404; 409 also when the last administrator would be demoted */
  async update(actor: Actor, key: UserKey, input: UserInput, paths = usualPaths): Promise<UserRecord> {
    assertInput(input, paths);
    const passwordHash = await this.hashOf(input);
    return this.changing(actor, key, async (user) =>
      this.writer.change(
        actor,
        user,
        { ...(await this.valuesOf(input, paths)), passwordHash },
        { action: 'user.modify', message: `User ${user.login} was changed` },
      ),
    );
  }

  /** @throws 403, 404; 409 when oneself, the permanent or the last administrator would be disabled */
  setActive(actor: Actor, key: UserKey, active: boolean): Promise<UserRecord> {
    return this.changing(actor, key, (user) => {
      if (!active) assertDispensable(actor, user);
      const action = active ? 'user.enable' : 'user.disable';
      const message = `User ${user.login} was ${active ? 'enabled' : 'disabled'}`;
      return this.writer.change(actor, user, { active }, { action, message, kind: 'toggled' });
    });
  }

  /**
   * @returns the user as it was
   * @throws 403, 404; 409 for oneself, the permanent and the last administrator, and what {@link UserDeletionRules} say
   */
  delete(actor: Actor, key: UserKey): Promise<UserRecord> {
    return this.changing(actor, key, async (user) => {
      assertDispensable(actor, user);
      await this.deletions.assertDeletable(user);
      return this.writer.delete(actor, user);
    });
  }

  private changing(actor: Actor, key: UserKey, change: (user: User) => Promise<UserRecord>): Promise<UserRecord> {
    return this.writer.run(() =>
      this.grants.keepingAnAdministrator(async () => {
        const user = await this.writer.lock(key);
        assertCovers(actor, await this.grants.patternsOf(user.id));
        const record = await change(user);
        assertCovers(actor, await this.grants.patternsOf(user.id));
        return record;
      }),
    );
  }

  private async valuesOf(
    { login, name, email, image, roles, permissions }: UserInput,
    paths: InputPaths,
  ): Promise<UserValues> {
    return {
      login,
      name,
      email,
      image,
      roles: roles && (await this.roles.resolve(roles, paths.roles)),
      permissions: permissions && unique(permissions),
    };
  }

  /** Outside of any transaction: hashing takes long and may wait. */
  private async hashOf({ password }: UserInput): Promise<string | undefined> {
    return password === undefined ? undefined : this.hasher.hash(password);
  }
}

function assertInput({ login, password, image }: UserInput, paths: InputPaths): void {
  if (login !== undefined) assertLoginRule(paths.login, login);
  if (password !== undefined) assertPasswordRule(paths.password, password);
  if (image) assertImageRule(paths.image, image);
}

function assertDispensable({ principal }: Actor, user: User): void {
  if (principal?.userId === user.id) throw UserError.oneself();
  if (user.permanent) throw UserError.permanent();
}
