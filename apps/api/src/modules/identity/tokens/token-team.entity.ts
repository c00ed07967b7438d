import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PersonalAccessToken } from './personal-access-token.entity';

/** A team that a restricted token reaches. Its entity is known by name only: teams build on tokens. */
@Entity('pat_teams')
export class TokenTeam {
  @PrimaryColumn('text')
  @ForeignKey(() => PersonalAccessToken, { onDelete: 'CASCADE' })
  tokenId: string;

  @PrimaryColumn('text')
  @Index()
  @ForeignKey('Team', { onDelete: 'CASCADE' })
  teamId: string;
}
