import { BaseRow } from '@app/database';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** A token that a user made for a program. Its value is shown once and kept as a hash only. */
@Entity('personal_access_tokens')
export class PersonalAccessToken extends BaseRow {
  @Column('text')
  @Index()
  @ForeignKey('User', { onDelete: 'CASCADE' })
  userId: string;

  @Column('text')
  name: string;

  /** Comma list that clients send; kept but without effect. */
  @Column('text', { default: '' })
  scope: string;

  /** SHA-256 of the whole value. */
  @Column('bytea', { unique: true })
  tokenHash: Buffer;

  /** Null for a token without expiry. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Index()
  expiresAt: Date | null;

  /** Only reads: the access guard refuses every method but GET. */
  @Column('boolean', { default: false })
  readOnly: boolean;

  /** The owner, who holds `*`, lets it administer too. Without that it acts as an ordinary user. */
  @Column('boolean', { default: false })
  adminOptIn: boolean;

  /** Reaches only the teams of its `pat_teams` rows, none when there are none left. */
  @Column('boolean', { default: false })
  teamRestricted: boolean;

  /** Written at most once a minute. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastUsedAt: Date | null;
}
