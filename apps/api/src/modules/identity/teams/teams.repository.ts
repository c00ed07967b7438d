import { Injectable } from '@nestjs/common';
import { Database, momentText, statement } from '@app/database';
import type { TeamRole } from './team-role';
import { Team } from './team.entity';

/** A team with what is counted for it, as lists of own teams show it. */
export interface CountedTeamRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly type: string;
  readonly suspended: boolean;
  readonly memberCount: number;
}

/** With its moments as JSON carries them. */
export interface TeamRow extends CountedTeamRow {
  readonly createdAt: string;
  readonly updatedAt: string;
}

export type OwnTeamRow = CountedTeamRow & { readonly role: TeamRole };

/** A team with somebody's role in it; null for no member. */
export type TeamWithRole = TeamRow & { readonly role: TeamRole | null };

export interface TeamFilter {
  /** Id of the last team of the page before. */
  readonly cursor: string | null;
  /** A pattern for ilike. */
  readonly pattern: string | null;
  /** The only teams that may be seen; null for all. */
  readonly teamIds: readonly string[] | null;
}

const counted = `t.id, t.name, t.slug, t.type, t.suspended,
  (select count(*)::int from team_members c where c.team_id = t.id) as "memberCount"`;

const team = `${counted}, ${momentText('t.created_at')} as "createdAt", ${momentText('t.updated_at')} as "updatedAt"`;

/** Exported for the benchmark, whose floor runs the same statement. */
export const OF_USER = statement(
  'teams-of-user',
  `select ${counted}, m.role from team_members m join teams t on t.id = m.team_id
    where m.user_id = $1 and ($2::text[] is null or t.id = any($2)) order by t.name, t.id limit 10000`,
);

const withRole = (condition: string): string =>
  `select ${team}, m.role from teams t left join team_members m on m.team_id = t.id and m.user_id = $2 where ${condition}`;

const FIND = statement('teams-find', withRole('t.id = $1'));
const FIND_BY_SLUG = statement('teams-find-by-slug', withRole('t.slug = $1'));
const LOCK = statement('teams-lock', 'select id from teams where id = $1 for update');

const MATCHES = '($1::text is null or t.name ilike $1) and ($2::text[] is null or t.id = any($2))';
const COUNT = statement('teams-count', `select count(*)::int as total from teams t where ${MATCHES}`);
const LIST = statement(
  'teams-list',
  `select ${team} from teams t where ${MATCHES} and ($3::text is null or t.id > $3) order by t.id limit $4`,
);

const SLUGS = statement('teams-slugs', 'select slug from teams where starts_with(slug, $1)');
const ONE_NAMING_AT_A_TIME = statement('teams-serialize-slugs', `select pg_advisory_xact_lock(hashtext('team-slugs'))`);

@Injectable()
export class TeamsRepository {
  constructor(private readonly database: Database) {}

  /** Teams by name, by one prepared statement. @param teamIds the only ones that may be seen; null for all */
  ofUser(userId: string, teamIds: readonly string[] | null): Promise<OwnTeamRow[]> {
    return this.database.rows<OwnTeamRow>(OF_USER, [userId, teamIds]);
  }

  async find(id: string, userId: string): Promise<TeamWithRole | undefined> {
    const [row] = await this.database.rows<TeamWithRole>(FIND, [id, userId]);
    return row;
  }

  async findBySlug(slug: string, userId: string): Promise<TeamWithRole | undefined> {
    const [row] = await this.database.rows<TeamWithRole>(FIND_BY_SLUG, [slug, userId]);
    return row;
  }

  /** Until the transaction ends, nobody else changes the team or its members. */
  async lock(id: string): Promise<void> {
    await this.database.rows(LOCK, [id]);
  }

  /** At most `limit` teams in the order of their ids. */
  list({ cursor, pattern, teamIds }: TeamFilter, limit: number): Promise<TeamRow[]> {
    return this.database.rows<TeamRow>(LIST, [pattern, teamIds, cursor, limit]);
  }

  /** How many teams match, on all pages together. */
  async count({ pattern, teamIds }: TeamFilter): Promise<number> {
    const [row] = await this.database.rows<{ total: number }>(COUNT, [pattern, teamIds]);
    return row?.total ?? 0;
  }

  async slugsLike(prefix: string): Promise<Set<string>> {
    const rows = await this.database.rows<{ slug: string }>(SLUGS, [prefix]);
    return new Set(rows.map(({ slug }) => slug));
  }

  /** Until the transaction ends, nobody else finds the same slug free. */
  async serializeNaming(): Promise<void> {
    await this.database.rows(ONE_NAMING_AT_A_TIME);
  }

  insert(values: Pick<Team, 'name' | 'slug' | 'type'>): Promise<Team> {
    return this.rows.save(this.rows.create(values));
  }

  async update(id: string, values: Pick<Team, 'name' | 'slug'>): Promise<void> {
    await this.rows.update({ id }, values);
  }

  async delete(id: string): Promise<void> {
    await this.rows.delete({ id });
  }

  private get rows() {
    return this.database.repository(Team);
  }
}
