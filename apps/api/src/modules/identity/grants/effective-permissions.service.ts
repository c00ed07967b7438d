import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { PermissionSet } from '@app/kernel';
import { LRUCache } from 'lru-cache';
import { GrantError } from './grants.errors';
import { ORDINARY_USER } from './ordinary-user.permissions';

const PATTERNS_OF_USER = statement(
  'grants-of-user',
  `select u.permission_version as version,
          array(select unnest(u.permissions)
                union
                select unnest(r.permissions) from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id
          ) as patterns
     from users u where u.id = $1`,
);

const PATTERNS_OF_ACTIVE_USER = statement('grants-of-active-user', `${PATTERNS_OF_USER.text} and u.active`);

const PATTERNS_OF_HOLDERS = statement(
  'grants-of-holders',
  `with holders as (select user_id as id from user_roles where role_id = $1)
   select unnest(u.permissions) as pattern from users u join holders h on h.id = u.id
   union
   select unnest(r.permissions) from roles r
    where r.id in (select ur.role_id from user_roles ur join holders h on h.id = ur.user_id)`,
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

const MAX_CACHED_SETS = 10_000;

/** `all` that a user may do, or what is left without administering: a holder of `*` acts as an `ordinary` user then. */
export type PermissionReach = 'all' | 'ordinary';

interface Compiled {
  version: string;
  set: PermissionSet;
}

const withinReach = (patterns: readonly string[], reach: PermissionReach): readonly string[] =>
  reach === 'ordinary' && patterns.includes('*')
    ? [...patterns.filter((pattern) => pattern !== '*'), ...ORDINARY_USER]
    : patterns;

/**
 * What a user may do: the direct nodes and those of all roles together. The compiled set is kept per user and reach, and
 * dropped when the user's permission version, which every request reads anew, is another one.
 */
@Injectable()
export class EffectivePermissions {
  private readonly compiled = new LRUCache<string, Compiled>({ max: MAX_CACHED_SETS });

  constructor(private readonly database: Database) {}

  /** @param version the user's `permission_version` as just read */
  async compiledFor(userId: string, version: string, reach: PermissionReach = 'all'): Promise<PermissionSet> {
    const key = `${reach} ${userId}`;
    const cached = this.compiled.get(key);
    if (cached?.version === version) return cached.set;
    const [row] = await this.database.rows<{ version: string; patterns: string[] }>(PATTERNS_OF_USER, [userId]);
    const set = new PermissionSet(withinReach(row?.patterns ?? [], reach));
    if (row) this.compiled.set(key, { version: row.version, set });
    return set;
  }

  /** The effective nodes and wildcards as they are in the running transaction; empty for an unknown user. */
  async patternsOf(userId: string): Promise<string[]> {
    const [row] = await this.database.rows<{ patterns: string[] }>(PATTERNS_OF_USER, [userId]);
    return row?.patterns ?? [];
  }

  /** What somebody may do now who is not here to ask for it; nothing for a disabled or an unknown user. */
  async ofAbsent(userId: string): Promise<PermissionSet> {
    const [row] = await this.database.rows<{ patterns: string[] }>(PATTERNS_OF_ACTIVE_USER, [userId]);
    return row ? new PermissionSet(row.patterns) : PermissionSet.none;
  }

  /** What all holders of a role may do together, as it is in the running transaction: one statement for any number. */
  async patternsOfHolders(roleId: string): Promise<string[]> {
    const rows = await this.database.rows<{ pattern: string }>(PATTERNS_OF_HOLDERS, [roleId]);
    return rows.map(({ pattern }) => pattern);
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
