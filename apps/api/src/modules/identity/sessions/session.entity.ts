import { BaseRow } from '@app/database';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** Which login opened a session: decides how long it and its access tokens live. */
export type SessionKind = 'optima' | 'ecoflow' | 'liberty' | 'beaver' | 'oidc';

/** One sign-in, and the family of all refresh tokens that follow from it. */
@Entity('sessions')
export class Session extends BaseRow {
  @Column('text')
  @Index()
  @ForeignKey('User', { onDelete: 'CASCADE' })
  userId: string;

  @Column('text')
  kind: SessionKind;

  /** How long it stays alive without a refresh. */
  @Column('int')
  idleSeconds: number;

  @Column({ type: 'timestamptz', precision: 3 })
  @Index()
  idleExpiresAt: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  absoluteExpiresAt: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  revokedAt: Date | null;
}
