import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { isId } from '@app/kernel';
import { In } from 'typeorm';
import { Role } from './role.entity';

const MAX_LISTED = 10_000;

const HOLDERS = statement('roles-holders', 'select user_id as id from user_roles where role_id = $1 order by user_id');

const OF_USER = statement(
  'roles-of-user',
  `select r.id, r.title, r.moniker, r.permissions, r.created_at as "createdAt", r.updated_at as "updatedAt"
     from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = $1
    order by ur.position, r.moniker limit 10000`,
);

const ONE_NAMING_AT_A_TIME = statement('roles-serialize-naming', `select pg_advisory_xact_lock(hashtext('monikers'))`);

@Injectable()
export class RolesRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<Role[]> {
    return this.rows.find({ order: { title: 'ASC', id: 'ASC' }, take: MAX_LISTED });
  }

  /** By id or moniker; a moniker never looks like an id. */
  find(identifier: string): Promise<Role | null> {
    return this.rows.findOneBy(isId(identifier) ? { id: identifier } : { moniker: identifier });
  }

  /** The same, locked until the transaction ends, so that two writers take turns. */
  lock(identifier: string): Promise<Role | null> {
    const where = isId(identifier) ? { id: identifier } : { moniker: identifier };
    return this.rows.findOne({ where, lock: { mode: 'pessimistic_write' } });
  }

  /** Ids and monikers may be mixed. Unknown ones are left out. */
  findMany(identifiers: readonly string[]): Promise<Role[]> {
    return this.rows.find({ where: [{ id: In([...identifiers]) }, { moniker: In([...identifiers]) }] });
  }

  async holders(roleId: string): Promise<string[]> {
    return (await this.database.rows<{ id: string }>(HOLDERS, [roleId])).map(({ id }) => id);
  }

  ofUser(userId: string): Promise<Role[]> {
    return this.database.rows<Role>(OF_USER, [userId]);
  }

  /** Until the transaction ends, nobody else finds the same moniker free. */
  async serializeNaming(): Promise<void> {
    await this.database.rows(ONE_NAMING_AT_A_TIME);
  }

  insert(role: Pick<Role, 'title' | 'moniker' | 'permissions'>): Promise<Role> {
    return this.rows.save(this.rows.create(role));
  }

  save(role: Role): Promise<Role> {
    return this.rows.save(role);
  }

  async delete({ id }: Role): Promise<void> {
    await this.rows.delete({ id });
  }

  private get rows() {
    return this.database.repository(Role);
  }
}
