import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Session } from './session.entity';

/** A refresh token that was handed out, kept after its use so that a second use is noticed. */
@Entity('refresh_tokens')
export class RefreshToken {
  /** SHA-256 of the token. */
  @PrimaryColumn('bytea')
  hash: Buffer;

  @Column('text')
  @Index()
  @ForeignKey(() => Session, { onDelete: 'CASCADE' })
  sessionId: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  issuedAt: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  usedAt: Date | null;

  /** Digest of the client that used it. */
  @Column('bytea', { nullable: true })
  usedBy: Buffer | null;
}
