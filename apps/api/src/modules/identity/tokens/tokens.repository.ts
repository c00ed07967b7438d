import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { PersonalAccessToken } from './personal-access-token.entity';

/** The bearer of a personal access token. `version` says whether the compiled permission set is still the right one. */
export interface TokenBearer {
  readonly tokenId: string;
  readonly userId: string;
  readonly login: string;
  readonly active: boolean;
  readonly version: string;
  readonly expired: boolean;
  readonly readOnly: boolean;
  readonly adminOptIn: boolean;
  readonly lastUsedAt: Date | null;
  /** Null for a token that reaches all of its owner's teams. */
  readonly teamIds: readonly string[] | null;
}

/** A token that is gone, as the audit log names it. */
export interface RemovedToken {
  readonly id: string;
  readonly name: string;
  readonly login: string;
}

/** A team that a token is restricted to, as its owner sees it. */
export interface ReachedTeam {
  readonly id: string;
  readonly name: string;
}

type StoredToken = Pick<
  PersonalAccessToken,
  'id' | 'name' | 'scope' | 'expiresAt' | 'readOnly' | 'adminOptIn' | 'teamRestricted' | 'createdAt' | 'lastUsedAt'
>;

export type TokenRow = StoredToken & {
  /** By name; empty for a token that reaches all of its owner's teams. */
  readonly teams: readonly ReachedTeam[];
};

/** Exported for the benchmark, whose floor runs the same statement. */
export const BEARER = statement(
  'tokens-bearer',
  `select t.id as "tokenId", t.read_only as "readOnly", t.admin_opt_in as "adminOptIn", t.last_used_at as "lastUsedAt",
          coalesce(t.expires_at <= $2, false) as expired,
          case when t.team_restricted then array(select p.team_id from pat_teams p where p.token_id = t.id) end as "teamIds",
          u.id as "userId", u.login, u.active, u.permission_version as version
     from personal_access_tokens t join users u on u.id = t.user_id
    where t.token_hash = $1`,
);

const COLUMNS = `t.id, t.name, t.scope, t.expires_at as "expiresAt", t.read_only as "readOnly",
  t.admin_opt_in as "adminOptIn", t.team_restricted as "teamRestricted", t.created_at as "createdAt",
  t.last_used_at as "lastUsedAt",
  array(select json_build_object('id', team.id, 'name', team.name)
          from pat_teams p join teams team on team.id = p.team_id
         where p.token_id = t.id order by team.name, team.id) as teams`;

const LIST = statement(
  'tokens-list',
  `select ${COLUMNS} from personal_access_tokens t
    where t.user_id = $1 and (t.expires_at is null or t.expires_at > $2)
    order by t.created_at, t.id limit 10000`,
);

const LOCK = statement(
  'tokens-lock',
  `select ${COLUMNS} from personal_access_tokens t
    where t.id = $1 and t.user_id = $2 and (t.expires_at is null or t.expires_at > $3) for update`,
);

const LIFETIME = statement(
  'tokens-lifetime',
  'select created_at as "issuedAt", expires_at as "expiresAt" from personal_access_tokens where id = $1',
);

const REMOVED = 't.id, t.name, (select u.login from users u where u.id = t.user_id) as login';

const DELETE_EXPIRED = statement(
  'tokens-delete-expired',
  `delete from personal_access_tokens t where t.expires_at <= $1 and ($2::text is null or t.id = $2) returning ${REMOVED}`,
);

const DELETE_ALL = statement('tokens-delete-all', 'delete from personal_access_tokens where user_id = $1');

const PUT_TEAMS = statement(
  'tokens-put-teams',
  `with put as (
     insert into pat_teams (token_id, team_id)
     select $1, m.team_id from team_members m where m.user_id = $2 and m.team_id = any($3::text[]) returning team_id)
   select t.id, t.name from put join teams t on t.id = put.team_id order by t.name, t.id`,
);

const DROP_TEAMS = statement('tokens-drop-teams', 'delete from pat_teams where token_id = $1');

/** `$2` null stands for the tokens of all users. */
const LEAVE_TEAM = statement(
  'tokens-leave-team',
  `delete from pat_teams p using personal_access_tokens t
    where t.id = p.token_id and p.team_id = $1 and ($2::text is null or t.user_id = $2)
   returning t.id`,
);

const DELETE_WITHOUT_TEAM = statement(
  'tokens-delete-without-team',
  `delete from personal_access_tokens t
    where t.id = any($1::text[]) and t.team_restricted and not exists (select 1 from pat_teams p where p.token_id = t.id)
   returning ${REMOVED}`,
);

/** Another process may have stamped it meanwhile: then nothing is written. */
const STAMP = statement(
  'tokens-stamp',
  `update personal_access_tokens t set last_used_at = used.at
     from unnest($1::text[], $2::timestamptz[]) as used (id, at)
    where t.id = used.id and (t.last_used_at is null or t.last_used_at <= used.at - interval '1 minute')`,
);

@Injectable()
export class TokensRepository {
  constructor(private readonly database: Database) {}

  /** Reads token, owner and permission version in one prepared statement. */
  async bearer(hash: Buffer, now: Date): Promise<TokenBearer | undefined> {
    const [row] = await this.database.rows<TokenBearer>(BEARER, [hash, now]);
    return row;
  }

  list(userId: string, now: Date): Promise<TokenRow[]> {
    return this.database.rows<TokenRow>(LIST, [userId, now]);
  }

  /** A token that is somebody's own and not expired, locked until the transaction ends. */
  async lock(id: string, userId: string, now: Date): Promise<TokenRow | undefined> {
    const [row] = await this.database.rows<TokenRow>(LOCK, [id, userId, now]);
    return row;
  }

  async lifetime(id: string): Promise<{ issuedAt: Date; expiresAt: Date | null } | undefined> {
    const [row] = await this.database.rows<{ issuedAt: Date; expiresAt: Date | null }>(LIFETIME, [id]);
    return row;
  }

  insert(
    token: Pick<
      PersonalAccessToken,
      'userId' | 'name' | 'scope' | 'tokenHash' | 'expiresAt' | 'readOnly' | 'adminOptIn' | 'teamRestricted'
    >,
  ): Promise<StoredToken> {
    return this.rows.save(this.rows.create({ ...token, lastUsedAt: null }));
  }

  async update({ id, scope, expiresAt, readOnly, adminOptIn, teamRestricted }: StoredToken): Promise<void> {
    await this.rows.update({ id }, { scope, expiresAt, readOnly, adminOptIn, teamRestricted });
  }

  async delete(id: string): Promise<void> {
    await this.rows.delete({ id });
  }

  /** @param id one token, or null for all */
  deleteExpired(now: Date, id: string | null): Promise<RemovedToken[]> {
    return this.database.rows<RemovedToken>(DELETE_EXPIRED, [now, id]);
  }

  async deleteAll(userId: string): Promise<void> {
    await this.database.rows(DELETE_ALL, [userId]);
  }

  /** The token reaches those of the teams afterwards that its owner belongs to. @returns these, by name */
  async replaceTeams(id: string, userId: string, teamIds: readonly string[]): Promise<ReachedTeam[]> {
    await this.database.rows(DROP_TEAMS, [id]);
    return this.database.rows<ReachedTeam>(PUT_TEAMS, [id, userId, teamIds]);
  }

  /** @param userId whose tokens, or null for everybody's. @returns tokens that reached no other team and are deleted */
  async leaveTeam(teamId: string, userId: string | null): Promise<RemovedToken[]> {
    const left = await this.database.rows<{ id: string }>(LEAVE_TEAM, [teamId, userId]);
    return this.database.rows<RemovedToken>(DELETE_WITHOUT_TEAM, [left.map(({ id }) => id)]);
  }

  async stamp(uses: ReadonlyMap<string, Date>): Promise<void> {
    await this.database.rows(STAMP, [[...uses.keys()], [...uses.values()]]);
  }

  private get rows() {
    return this.database.repository(PersonalAccessToken);
  }
}
