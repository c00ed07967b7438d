import { Injectable } from '@nestjs/common';
import { assertCovers } from '@app/access';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { invalidField, isId, isReservedName, type Actor } from '@app/kernel';
import { EffectivePermissions } from '../grants';
import { RoleChanges } from './role-changes';
import type { Role } from './role.entity';
import { RoleError } from './roles.errors';
import { RolesRepository } from './roles.repository';

type RoleInput = Pick<Role, 'title' | 'moniker' | 'permissions'>;

const unique = (nodes: readonly string[]): string[] => [...new Set(nodes)];

const facts = ({ title, moniker, permissions }: RoleInput) => ({ title, moniker, permissions });

/** Roles and what they grant. Whoever changes one must hold all that it grants, before and after. */
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

  /** @throws 400 for a reserved moniker, 403 when it grants more than the actor holds, 409 `role.monikerTaken` */
  async create(
    actor: Actor,
    { title, moniker, permissions = [] }: Omit<RoleInput, 'permissions'> & Partial<RoleInput>,
  ): Promise<Role> {
    assertMoniker(moniker);
    assertCovers(actor, permissions);
    const role = await this.transactions.run(async () => {
      await this.assertFree(moniker);
      const created = await this.roles.insert({ title, moniker, permissions: unique(permissions) });
      await this.record(actor, 'role.create', `Role ${moniker} was created`, created, undefined, facts(created));
      return created;
    });
    this.changes.publish({ kind: 'created', role });
    return role;
  }

  /** @throws 400, 403, 404, 409 as {@link create}; 409 also when the last administrator would be demoted */
  update(actor: Actor, identifier: string, input: Partial<RoleInput>): Promise<Role> {
    if (input.moniker !== undefined) assertMoniker(input.moniker);
    return this.change(actor, identifier, (role) => ({
      ...facts(role),
      ...input,
      permissions: unique(input.permissions ?? role.permissions),
    }));
  }

  addPermissions(actor: Actor, identifier: string, nodes: readonly string[]): Promise<Role> {
    return this.change(actor, identifier, (role) => ({
      ...facts(role),
      permissions: unique([...role.permissions, ...nodes]),
    }));
  }

  /** Nodes the role does not have are passed over. */
  removePermissions(actor: Actor, identifier: string, nodes: readonly string[]): Promise<Role> {
    return this.change(actor, identifier, (role) => ({
      ...facts(role),
      permissions: role.permissions.filter((node) => !nodes.includes(node)),
    }));
  }

  /** Takes the role from everyone who has it. @returns the role as it was */
  async delete(actor: Actor, identifier: string): Promise<Role> {
    const role = await this.transactions.run(() =>
      this.grants.keepingAnAdministrator(async () => {
        const found = await this.lock(identifier);
        assertCovers(actor, found.permissions);
        const holders = await this.roles.holders(found.id);
        await this.roles.delete(found);
        const message = `Role ${found.moniker} was deleted and taken from ${holders.length} users`;
        await this.record(actor, 'role.delete', message, found, facts(found), undefined);
        return found;
      }),
    );
    this.changes.publish({ kind: 'removed', role });
    return role;
  }

  private async change(actor: Actor, identifier: string, next: (role: Role) => RoleInput): Promise<Role> {
    const changed = await this.transactions.run(() =>
      this.grants.keepingAnAdministrator(async () => {
        const role = await this.lock(identifier);
        const before = facts(role);
        const after = next(role);
        assertCovers(actor, before.permissions, after.permissions);
        if (after.moniker !== before.moniker) await this.assertFree(after.moniker);
        const saved = await this.roles.save(Object.assign(role, after));
        await this.record(actor, 'role.modify', `Role ${saved.moniker} was changed`, saved, before, facts(saved));
        return saved;
      }),
    );
    this.changes.publish({ kind: 'updated', role: changed });
    return changed;
  }

  private async lock(identifier: string): Promise<Role> {
    const role = await this.roles.lock(identifier);
    if (!role) throw RoleError.notFound({ identifier });
    return role;
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

function assertMoniker(moniker: string): void {
  if (isReservedName(moniker) || isId(moniker)) {
    throw invalidField(['body', 'moniker'], 'moniker is reserved or has the shape of an id');
  }
}
