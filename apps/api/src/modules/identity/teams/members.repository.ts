import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { TeamMember } from './team-member.entity';
import type { TeamRole } from './team-role';
import { userSummary, type UserSummary } from './user-summary';

/** A member of a team as the list of members shows one. */
export interface MemberRow {
  readonly user: UserSummary;
  readonly role: TeamRole;
}

const LIST = statement(
  'team-members-list',
  `select ${userSummary('u')} as "user", m.role from team_members m join users u on u.id = m.user_id
    where m.team_id = $1 order by u.login limit 10000`,
);

const HAS_OTHER_OWNER = statement(
  'team-members-has-other-owner',
  'select 1 as found from team_members where team_id = $1 and user_id <> $2 and role = 50 limit 1',
);

const LOCK_OWNED = statement(
  'team-members-lock-owned',
  `select t.id from teams t
    where t.id in (select m.team_id from team_members m where m.user_id = $1 and m.role = 50) order by t.id for update`,
);

const OWNED_ALONE = statement(
  'team-members-owned-alone',
  `select t.name from team_members m join teams t on t.id = m.team_id
    where m.user_id = $1 and m.role = 50
      and not exists (select 1 from team_members o where o.team_id = t.id and o.user_id <> $1 and o.role = 50)
    order by t.name limit 1`,
);

/** Somebody who is a member already keeps the role. */
const JOIN = statement(
  'team-members-join',
  'insert into team_members (team_id, user_id, role) values ($1, $2, $3) on conflict (team_id, user_id) do nothing',
);

@Injectable()
export class MembersRepository {
  constructor(private readonly database: Database) {}

  /** By login name. */
  list(teamId: string): Promise<MemberRow[]> {
    return this.database.rows<MemberRow>(LIST, [teamId]);
  }

  find(teamId: string, userId: string): Promise<TeamMember | null> {
    return this.rows.findOneBy({ teamId, userId });
  }

  async hasOtherOwner(teamId: string, userId: string): Promise<boolean> {
    return (await this.database.rows(HAS_OTHER_OWNER, [teamId, userId])).length > 0;
  }

  /**
   * The name of a team, the first of several, that has no other owner than this user. All that the user owns keep their
   * members until the transaction ends.
   */
  async teamOwnedAlone(userId: string): Promise<string | undefined> {
    await this.database.rows(LOCK_OWNED, [userId]);
    const [team] = await this.database.rows<{ name: string }>(OWNED_ALONE, [userId]);
    return team?.name;
  }

  async insert(teamId: string, userId: string, role: TeamRole): Promise<void> {
    await this.database.rows(JOIN, [teamId, userId, role]);
  }

  async setRole({ teamId, userId }: TeamMember, role: TeamRole): Promise<void> {
    await this.rows.update({ teamId, userId }, { role });
  }

  async delete({ teamId, userId }: TeamMember): Promise<void> {
    await this.rows.delete({ teamId, userId });
  }

  private get rows() {
    return this.database.repository(TeamMember);
  }
}
