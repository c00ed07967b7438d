import { Injectable } from '@nestjs/common';
import { assertCovers } from '@app/access';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { invalidField, type Actor } from '@app/kernel';
import { EffectivePermissions } from '../grants';
import { assertMoniker, monikerFor } from './moniker';
import { RoleChanges, type RoleChange } from './role-changes';
import type { Role } from './role.entity';
import { RoleError } from './roles.errors';
import { RolesRepository } from './roles.repository';
import { isSeeded } from './seeded-roles.permissions';

type RoleInput = Pick<Role, 'title' | 'moniker' | 'permissions'>;

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

const sameItems = (some: readonly string[], others: readonly string[]): boolean => {
  const { size } = new Set([...some, ...others]);
  return size === new Set(some).size && size === new Set(others).size;
};

const facts = ({ title, moniker, permissions }: RoleInput) => ({ title, moniker, permissions });

/**
 * Roles and what they grant. Whoever changes one must hold all that it grants, before and after; whoever changes what it
 * grants also all that its holders may do. Seeded roles stay and keep their monikers.
 */
@Injectable()
export class RolesService {
  constructor(
    private readonly roles: RolesRepository,
    private readonly grants: EffectivePermissions,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly changes: RoleChanges,
  ) {}

  list(): Promise<Role[]> {
    return this.roles.all();
  }

  /** @throws 404 `role.notFound` */
  async get(identifier: string): Promise<Role> {
    const role = await this.roles.find(identifier);
    if (!role) throw RoleError.notFound({ identifier });
    return role;
  }

  /** A user's roles in the order of assignment; none for an unknown user. */
  ofUser(userId: string): Promise<Role[]> {
    return this.roles.ofUser(userId);
  }

  /**
   * The roles behind ids and monikers, mixed, in that order and without repetition.
   * @param path where the identifiers stand in the request
   * @throws 400 naming those that no role has
   */
  async resolve(identifiers: readonly string[], path: (string | number)[]): Promise<Role[]> {
    if (identifiers.length === 0) return [];
    const found = await this.roles.findMany(identifiers);
    const byIdentifier = new Map(found.flatMap((role) => [[role.id, role] as const, [role.moniker, role] as const]));
    const unknown = identifiers.filter((identifier) => !byIdentifier.has(identifier));
    if (unknown.length > 0) throw invalidField(path, `unknown role ${unknown.join(', ')}`);
    return unique(identifiers.flatMap((identifier) => byIdentifier.get(identifier) ?? []));
  }

  /** @throws 400 for a reserved moniker, 403 when it grants more than the actor holds, 409 `role.monikerTaken` */
  create(
    actor: Actor,
    { title, moniker, permissions = [] }: Omit<RoleInput, 'permissions'> & Partial<RoleInput>,
  ): Promise<Role> {
    assertMoniker(moniker);
    assertCovers(actor, permissions);
    return this.transactions.run(async () => {
      await this.roles.serializeNaming();
      await this.assertFree(moniker);
      return this.insert(actor, { title, moniker, permissions });
    });
  }

  /**
   * Creates a role by its title alone, with the permissions of another one.
   * @param like id of the role to copy; null for a role that grants nothing
   * @throws 400 when `like` names no role, 403 when it grants more than the actor holds
   */
  createLike(actor: Actor, title: string, like: string | null, likePath: (string | number)[]): Promise<Role> {
    return this.transactions.run(async () => {
      await this.roles.serializeNaming();
      const permissions = (like === null ? [] : await this.resolve([like], likePath)).flatMap(
        (role) => role.permissions,
      );
      assertCovers(actor, permissions);
      const taken = new Set((await this.roles.all()).map(({ moniker }) => moniker));
      return this.insert(actor, { title, moniker: monikerFor(title, (moniker) => taken.has(moniker)), permissions });
    });
  }

  /**
   * @throws 400, 403, 404, 409 as {@link create}; 409 also when the last administrator would be demoted or a seeded role
   *   renamed
   */
  update(actor: Actor, identifier: string, input: Partial<RoleInput>): Promise<Role> {
    if (input.moniker !== undefined) assertMoniker(input.moniker);
    return this.change(actor, identifier, (role) => ({
      ...facts(role),
      ...input,
      permissions: unique(input.permissions ?? role.permissions),
    }));
  }

  /** @param next the new permissions, made of the present ones under a lock */
  changePermissions(
    actor: Actor,
    identifier: string,
    next: (permissions: readonly string[]) => readonly string[],
  ): Promise<Role> {
    return this.change(actor, identifier, (role) => ({
      ...facts(role),
      permissions: unique(next(role.permissions)),
    }));
  }

  addPermissions(actor: Actor, identifier: string, nodes: readonly string[]): Promise<Role> {
    return this.changePermissions(actor, identifier, (permissions) => [...permissions, ...nodes]);
  }

  /** Nodes the role does not have are passed over. */
  removePermissions(actor: Actor, identifier: string, nodes: readonly string[]): Promise<Role> {
    return this.changePermissions(actor, identifier, (permissions) =>
      permissions.filter((node) => !nodes.includes(node)),
    );
  }

  /** Takes the role from everyone who has it. @returns the role as it was. @throws 403, 404, 409 `role.seeded` */
  delete(actor: Actor, identifier: string): Promise<Role> {
    return this.remove(actor, identifier, () => undefined);
  }

  /** As {@link delete}, but keeps roles that grant everything. @throws 409 `role.grantsEverything` */
  deleteOrdinary(actor: Actor, identifier: string): Promise<Role> {
    return this.remove(actor, identifier, ({ permissions }) => {
      if (permissions.includes('*')) throw RoleError.grantsEverything();
    });
  }

  private remove(actor: Actor, identifier: string, assertRemovable: (role: Role) => void): Promise<Role> {
    return this.transactions.run(() =>
      this.grants.keepingAnAdministrator(async () => {
        const found = await this.lock(identifier);
        assertCovers(actor, found.permissions, await this.grants.patternsOfHolders(found.id));
        assertRemovable(found);
        if (isSeeded(found.moniker)) throw RoleError.seeded({ moniker: found.moniker });
        const holders = await this.roles.holders(found.id);
        await this.roles.delete(found);
        const message = `Role ${found.moniker} was deleted and taken from ${holders.length} users`;
        await this.record(actor, 'role.delete', message, found, facts(found), undefined);
        return this.announced('removed', found);
      }),
    );
  }

  private async insert(actor: Actor, { title, moniker, permissions }: RoleInput): Promise<Role> {
    const created = await this.roles.insert({ title, moniker, permissions: unique(permissions) });
    await this.record(actor, 'role.create', `Role ${moniker} was created`, created, undefined, facts(created));
    return this.announced('created', created);
  }

  private change(actor: Actor, identifier: string, next: (role: Role) => RoleInput): Promise<Role> {
    return this.transactions.run(() =>
      this.grants.keepingAnAdministrator(async () => {
        const role = await this.lock(identifier);
        const before = facts(role);
        const after = next(role);
        assertCovers(actor, before.permissions, after.permissions);
        if (!sameItems(before.permissions, after.permissions)) {
          assertCovers(actor, await this.grants.patternsOfHolders(role.id));
        }
        if (after.moniker !== before.moniker) await this.assertMayMove(before.moniker, after.moniker);
        const saved = await this.roles.save(Object.assign(role, after));
        await this.record(actor, 'role.modify', `Role ${saved.moniker} was changed`, saved, before, facts(saved));
        return this.announced('updated', saved);
      }),
    );
  }

  private announced(kind: RoleChange['kind'], role: Role): Role {
    this.transactions.afterCommit(() => this.changes.publish({ kind, roleId: role.id }));
    return role;
  }

  private async lock(identifier: string): Promise<Role> {
    const role = await this.roles.lock(identifier);
    if (!role) throw RoleError.notFound({ identifier });
    return role;
  }

  private async assertMayMove(from: string, to: string): Promise<void> {
    if (isSeeded(from)) throw RoleError.seeded({ moniker: from });
    await this.assertFree(to);
  }

  private async assertFree(moniker: string): Promise<void> {
    if (await this.roles.find(moniker)) throw RoleError.monikerTaken();
  }

  private record(actor: Actor, action: string, message: string, role: Role, before?: object, after?: object) {
    return this.audit.record(actor, {
      action,
      message,
      target: { type: 'role', id: role.id, name: role.moniker },
      before,
      after,
    });
  }
}
