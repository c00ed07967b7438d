import { BaseRow } from '@app/database';
import { Column, Entity, Index } from 'typeorm';

/** Somebody who works with ConnectWise, as it knew them last. */
@Entity('cw_members')
@Index('cw_members_identifier_idx', { synchronize: false })
export class Member extends BaseRow {
  @Column('int', { unique: true })
  cwMemberId: number;

  /** What records name their authors by; looked for in any case, by an expression index. */
  @Column('text')
  identifier: string;

  @Column('text', { nullable: true })
  firstName: string | null;

  @Column('text', { nullable: true })
  lastName: string | null;

  @Column('text', { nullable: true })
  officeEmail: string | null;

  @Column('boolean')
  inactive: boolean;

  /** F, A, C or X; A is one for programs. */
  @Column('text', { nullable: true })
  licenseClass: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cwLastUpdated: Date | null;

  /** When ConnectWise was last heard to say what stands here. */
  @Column({ type: 'timestamptz', precision: 3 })
  syncedAt: Date;

  /** Since when ConnectWise has them no more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  deletedAt: Date | null;
}
