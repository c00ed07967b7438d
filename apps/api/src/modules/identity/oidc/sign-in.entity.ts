import { defineSealedColumn } from '@app/database';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A browser sign-in under way. It is deleted when it is used, so no row is good twice. */
@Entity('sign_ins')
@Index(['network', 'createdAt'])
export class SignIn {
  /** SHA-256 of the callback key. */
  @PrimaryColumn('bytea')
  keyHash: Buffer;

  /** SHA-256 of the cookie that ties it to the browser that began it. */
  @Column('bytea')
  cookieHash: Buffer;

  /** Sealed PKCE verifier. */
  @Column('text')
  sealedVerifier: string;

  @Column('text')
  nonce: string;

  /** The session that began it: the identity is to be linked with its user, if it still stands then. */
  @Column('text', { nullable: true })
  @Index()
  @ForeignKey('Session', { onDelete: 'CASCADE' })
  linkSession: string | null;

  /** Whether whoever began it may become the first user. */
  @Column('boolean', { default: false })
  admitsFirst: boolean;

  /** Who began it, for the page that asks another browser to confirm. */
  @Column('text')
  address: string;

  /** What counts as one address when there are too many: of IPv6 the /64 network. */
  @Column('text')
  network: string;

  @Column('text')
  userAgent: string;

  @Column({ type: 'timestamptz', precision: 3 })
  @Index()
  createdAt: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  expiresAt: Date;

  /** SHA-256 of what the page that asks carries; null until another browser came back. */
  @Column('bytea', { nullable: true })
  confirmationHash: Buffer | null;

  /** Sealed JSON of the identity that waits for the confirmation. */
  @Column('text', { nullable: true })
  sealedIdentity: string | null;
}

/** The columns alone, as a statement gives them. */
export type SignInRow = Pick<SignIn, keyof SignIn>;

for (const column of ['sealed_verifier', 'sealed_identity']) {
  defineSealedColumn({ table: 'sign_ins', column, key: `encode(key_hash, 'hex')` });
}
