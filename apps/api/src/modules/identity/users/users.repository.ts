import { Injectable } from '@nestjs/common';
import { Database } from '@app/database';
import type { Page } from '@app/kernel';
import type { UserCredentials, UserKey, UserListQuery, UserRecord, UserRow } from './user-record';
import {
  COUNT,
  DROP_ROLES,
  FIND_ANY,
  FIND_BY_ID,
  FIND_BY_LOGIN,
  FIND_FOR_LOGIN,
  FIND_LINKED,
  FIND_MEMBER,
  LIST_LOGINS,
  LIST_OF_ROLE,
  LISTS,
  ONE_REGISTRATION_AT_A_TIME,
  PUT_ROLES,
} from './user-statements';
import { User } from './user.entity';

/** `%`, `_` and `\` mean themselves in what somebody searches for. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

type NewRow = Pick<User, 'login' | 'name' | 'email' | 'image' | 'permanent' | 'permissions' | 'passwordHash'>;

@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  /** Rows of one page and the number of all matches, by one prepared statement. */
  async list({ search, sort = 'name', active }: UserListQuery, page: number, size: number): Promise<Page<UserRow>> {
    const filter = [search === undefined ? null : containing(search), active ?? null];
    const values = [...filter, size, (page - 1) * size];
    const items = await this.database.rows<UserRow & { total: number }>(LISTS[sort], values);
    const total = items[0]?.total ?? (page === 1 ? 0 : await this.count(filter));
    return { items, total, page, size };
  }

  async find(key: UserKey): Promise<UserRecord | undefined> {
    const [row] = await ('id' in key
      ? this.database.rows<UserRecord>(FIND_BY_ID, [key.id])
      : this.database.rows<UserRecord>(FIND_BY_LOGIN, [key.login]));
    return row;
  }

  /** Each with role ids in place of monikers. */
  listOfRole(roleId: string): Promise<UserRow[]> {
    return this.database.rows<UserRow>(LIST_OF_ROLE, [roleId]);
  }

  async logins(withPermanent: boolean): Promise<string[]> {
    return (await this.database.rows<{ login: string }>(LIST_LOGINS, [withPermanent])).map(({ login }) => login);
  }

  /** @param loginOrEmail in lower case */
  async findForLogin(loginOrEmail: string): Promise<UserCredentials | undefined> {
    const [row] = await this.database.rows<UserCredentials>(FIND_FOR_LOGIN, [loginOrEmail]);
    return row;
  }

  /** Ids by the members' identifiers. @param identifiers in lower case */
  async linkedToMembers(identifiers: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows<{ member: string; id: string }>(FIND_LINKED, [identifiers]);
    return new Map(rows.map(({ member, id }) => [member, id]));
  }

  async memberOf(id: string): Promise<string | null> {
    const [row] = await this.database.rows<{ cwIdentifier: string | null }>(FIND_MEMBER, [id]);
    return row?.cwIdentifier ?? null;
  }

  async any(): Promise<boolean> {
    return (await this.database.rows(FIND_ANY)).length > 0;
  }

  /** Until the transaction ends, nobody else can find out whether there is a user yet. */
  async serializeRegistrations(): Promise<void> {
    await this.database.rows(ONE_REGISTRATION_AT_A_TIME);
  }

  /** The whole user, locked until the transaction ends. */
  lock(key: UserKey): Promise<User | null> {
    return this.rows.findOne({ where: { ...key }, lock: { mode: 'pessimistic_write' } });
  }

  findWhole(id: string): Promise<User | null> {
    return this.rows.findOneBy({ id });
  }

  async insert(user: NewRow): Promise<User> {
    return this.rows.save(this.rows.create(user));
  }

  async save(user: User): Promise<void> {
    await this.rows.save(user);
  }

  async delete(id: string): Promise<void> {
    await this.rows.delete({ id });
  }

  /** The user has exactly these roles afterwards, in this order. */
  async replaceRoles(userId: string, roleIds: readonly string[]): Promise<void> {
    await this.database.rows(DROP_ROLES, [userId, roleIds]);
    await this.database.rows(PUT_ROLES, [userId, roleIds]);
  }

  private async count(filter: unknown[]): Promise<number> {
    const [row] = await this.database.rows<{ total: number }>(COUNT, filter);
    return row?.total ?? 0;
  }

  private get rows() {
    return this.database.repository(User);
  }
}
