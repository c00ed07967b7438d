import { Entity, Index, PrimaryColumn } from 'typeorm';

/** A team that a restricted token reaches. */
@Entity('pat_teams')
export class TokenTeam {
  @PrimaryColumn('text')
  tokenId: string;

  @PrimaryColumn('text')
  @Index()
  teamId: string;
}
