import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { isId } from '@app/kernel';
import { In } from 'typeorm';
import { Role } from './role.entity';

const HOLDERS = statement('roles-holders', 'select user_id as id from user_roles where role_id = $1 order by user_id');

@Injectable()
export class RolesRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<Role[]> {
    return this.rows.find({ order: { title: 'ASC', id: 'ASC' } });
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
