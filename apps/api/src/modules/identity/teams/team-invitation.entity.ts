import { BaseRow } from '@app/database';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import type { TeamRole } from './team-role';
import { Team } from './team.entity';

/** An open invitation to a team, of a user or of an e-mail address. It ends when it is answered, withdrawn or expired. */
@Entity('team_invitations')
@Check('team_invitations_role_check', 'role in (5, 10, 30, 50)')
@Check('team_invitations_recipient_check', '(invitee_id is null) <> (email is null)')
@Unique(['teamId', 'inviteeId'])
@Unique(['teamId', 'email'])
export class TeamInvitation extends BaseRow {
  @Column('text')
  @ForeignKey(() => Team, { onDelete: 'CASCADE' })
  teamId: string;

  @Column('text')
  @Index()
  @ForeignKey('User', { onDelete: 'CASCADE' })
  invitorId: string;

  /** Null for somebody without an account. */
  @Column('text', { nullable: true })
  @Index()
  @ForeignKey('User', { onDelete: 'CASCADE' })
  inviteeId: string | null;

  /** Lower case; null for a user. */
  @Column('text', { nullable: true })
  email: string | null;

  /** SHA-256 of the code that the e-mail carries, which is what proves that it was received. */
  @Column('bytea', { nullable: true, unique: true })
  codeHash: Buffer | null;

  @Column('int')
  role: TeamRole;

  /** Null while no e-mail was sent. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  sentAt: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  expiresAt: Date;
}
