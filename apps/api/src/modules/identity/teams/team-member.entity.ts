import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { TeamRole } from './team-role';
import { Team } from './team.entity';

@Entity('team_members')
@Check('team_members_role_check', 'role in (5, 10, 30, 50)')
export class TeamMember {
  @PrimaryColumn('text')
  @ForeignKey(() => Team, { onDelete: 'CASCADE' })
  teamId: string;

  @PrimaryColumn('text')
  @Index()
  @ForeignKey('User', { onDelete: 'CASCADE' })
  userId: string;

  @Column('int')
  role: TeamRole;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  createdAt: Date;
}
