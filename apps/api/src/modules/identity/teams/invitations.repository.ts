import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { newId } from '@app/kernel';
import { TeamInvitation } from './team-invitation.entity';
import type { TeamRole } from './team-role';
import { userSummary, type UserSummary } from './user-summary';

/** An invitation with all that is shown of it. */
export interface InvitationRow {
  readonly id: string;
  readonly role: TeamRole;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly sentAt: Date | null;
  readonly team: { readonly id: string; readonly name: string; readonly slug: string; readonly suspended: boolean };
  readonly invitor: UserSummary;
  /** Null for somebody without an account. */
  readonly invitee: UserSummary | null;
  /** Where an e-mail about it goes; null for a user without an address. */
  readonly address: string | null;
}

/** A user whom a login name stands for. */
export interface Recipient {
  readonly id: string;
  readonly login: string;
  readonly isMember: boolean;
}

export type NewInvitation = Pick<
  TeamInvitation,
  'teamId' | 'invitorId' | 'inviteeId' | 'email' | 'codeHash' | 'role' | 'expiresAt'
>;

const INVITATION = `select i.id, i.role, i.created_at as "createdAt", i.expires_at as "expiresAt", i.sent_at as "sentAt",
    json_build_object('id', t.id, 'name', t.name, 'slug', t.slug, 'suspended', t.suspended) as team,
    ${userSummary('o')} as invitor, case when e.id is not null then ${userSummary('e')} end as invitee,
    coalesce(i.email, e.email) as address
  from team_invitations i
  join teams t on t.id = i.team_id
  join users o on o.id = i.invitor_id
  left join users e on e.id = i.invitee_id`;

const OLDEST_FIRST = 'order by i.created_at, i.id limit 10000';

const OF_TEAM = statement(
  'team-invitations-of-team',
  `${INVITATION} where i.team_id = $1 and i.expires_at > $2 ${OLDEST_FIRST}`,
);
const OF_USER = statement(
  'team-invitations-of-user',
  `${INVITATION} where i.invitee_id = $1 and i.expires_at > $2 and ($3::text[] is null or i.team_id = any($3)) ${OLDEST_FIRST}`,
);
const FIND = statement('team-invitations-find', `${INVITATION} where i.id = $1`);

const LOCK_ADDRESSED = statement(
  'team-invitations-lock-addressed',
  `select id, team_id as "teamId", role from team_invitations
    where ((id = $1 and invitee_id = $2) or code_hash = $3) and expires_at > $4 for update`,
);

const RECIPIENTS = statement(
  'team-invitations-recipients',
  `select u.id, u.login,
          exists (select 1 from team_members m where m.team_id = $1 and m.user_id = u.id) as "isMember"
     from users u where u.active and u.login = any($2::text[])`,
);

const DROP_EXPIRED = statement(
  'team-invitations-drop-expired',
  'delete from team_invitations where team_id = $1 and expires_at <= $2',
);

const INSERT = statement(
  'team-invitations-insert',
  `insert into team_invitations (id, team_id, invitor_id, invitee_id, email, code_hash, role, expires_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
);

@Injectable()
export class InvitationsRepository {
  constructor(private readonly database: Database) {}

  /** Open ones, oldest first. */
  ofTeam(teamId: string, now: Date): Promise<InvitationRow[]> {
    return this.database.rows<InvitationRow>(OF_TEAM, [teamId, now]);
  }

  /** Open ones, oldest first. @param teamIds the only teams that may be seen; null for all */
  ofUser(userId: string, now: Date, teamIds: readonly string[] | null): Promise<InvitationRow[]> {
    return this.database.rows<InvitationRow>(OF_USER, [userId, now, teamIds]);
  }

  async find(id: string): Promise<InvitationRow | undefined> {
    const [row] = await this.database.rows<InvitationRow>(FIND, [id]);
    return row;
  }

  /** An open invitation to a user, or the one whose code this is, locked until the transaction ends. */
  async lockAddressed(
    id: string,
    userId: string,
    codeHash: Buffer,
    now: Date,
  ): Promise<Pick<TeamInvitation, 'id' | 'teamId' | 'role'> | undefined> {
    const [row] = await this.database.rows<TeamInvitation>(LOCK_ADDRESSED, [id, userId, codeHash, now]);
    return row;
  }

  /**
   * Found by login name only: an address that an account claims is proof of nothing.
   * @param names in lower case
   */
  recipients(teamId: string, names: readonly string[]): Promise<Recipient[]> {
    return this.database.rows<Recipient>(RECIPIENTS, [teamId, names]);
  }

  async dropExpired(teamId: string, now: Date): Promise<void> {
    await this.database.rows(DROP_EXPIRED, [teamId, now]);
  }

  /** @returns its id, or undefined when the team has invited that recipient already */
  async insert(invitation: NewInvitation): Promise<string | undefined> {
    const { teamId, invitorId, inviteeId, email, codeHash, role, expiresAt } = invitation;
    const values = [newId(), teamId, invitorId, inviteeId, email, codeHash, role, expiresAt];
    const [row] = await this.database.rows<{ id: string }>(INSERT, values);
    return row?.id;
  }

  /** False when there is no such invitation in the team. */
  async update(
    teamId: string,
    id: string,
    values: Partial<Pick<TeamInvitation, 'sentAt' | 'expiresAt' | 'codeHash'>>,
  ): Promise<boolean> {
    return (await this.rows.update({ id, teamId }, values)).affected === 1;
  }

  /** False when there is no such invitation in the team. */
  async delete(teamId: string, id: string): Promise<boolean> {
    return (await this.rows.delete({ id, teamId })).affected === 1;
  }

  private get rows() {
    return this.database.repository(TeamInvitation);
  }
}
