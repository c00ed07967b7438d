import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { PermissionSet } from '@app/kernel';
import { LRUCache } from 'lru-cache';
import { GrantError } from './grants.errors';

const PATTERNS_OF_USER = statement(
  'grants-of-user',
  `select u.permission_version as version,
          array(select unnest(u.permissions)
                union
                select unnest(r.permissions) from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id
          ) as patterns
     from users u where u.id = $1`,
);

const HAS_ADMINISTRATOR = statement(
  'grants-has-administrator',
  `select 1 as found from users u
    where u.active and ('*' = any(u.permissions) or exists (
      select 1 from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id and '*' = any(r.permissions)))
    limit 1`,
);

const SERIALIZE_ADMINISTRATORS = statement(
  'grants-serialize-administrators',
  `select pg_advisory_xact_lock(hashtext('administrators'))`,
);

const MAX_CACHED_USERS = 10_000;

interface Compiled {
  version: string;
  set: PermissionSet;
}

/**
 * What a user may do: the direct nodes and those of all roles together. The compiled set is kept per user and dropped
 * when the user's permission version, which every request reads anew, is another one.
 */
@Injectable()
export class EffectivePermissions {
  private readonly compiled = new LRUCache<string, Compiled>({ max: MAX_CACHED_USERS });

  constructor(private readonly database: Database) {}

  /** @param version the user's `permission_version` as just read */
  async compiledFor(userId: string, version: string): Promise<PermissionSet> {
    const cached = this.compiled.get(userId);
    if (cached?.version === version) return cached.set;
    const [row] = await this.database.rows<{ version: string; patterns: string[] }>(PATTERNS_OF_USER, [userId]);
    const set = new PermissionSet(row?.patterns ?? []);
    if (row) this.compiled.set(userId, { version: row.version, set });
    return set;
  }

  /** The effective nodes and wildcards as they are in the running transaction; empty for an unknown user. */
  async patternsOf(userId: string): Promise<string[]> {
    const [row] = await this.database.rows<{ patterns: string[] }>(PATTERNS_OF_USER, [userId]);
    return row?.patterns ?? [];
  }

  /**
   * Runs a change of users or roles one at a time with others of its kind, then checks that an active holder of `*`
   * is left. Call it inside a transaction.
   * @throws 409 `grant.lastAdministrator`, which rolls the change back
   */
  async keepingAnAdministrator<T>(change: () => Promise<T>): Promise<T> {
    await this.database.rows(SERIALIZE_ADMINISTRATORS);
    const [before] = await this.database.rows(HAS_ADMINISTRATOR);
    const result = await change();
    const [after] = await this.database.rows(HAS_ADMINISTRATOR);
    if (before && !after) throw GrantError.lastAdministrator();
    return result;
  }
}
