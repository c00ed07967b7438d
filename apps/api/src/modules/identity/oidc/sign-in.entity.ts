import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A browser sign-in under way. It is deleted when it is used, so no row is good twice. */
@Entity('sign_ins')
@Index(['address', 'createdAt'])
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

  /** The user who was signed in when it began: the identity is to be linked with that one. */
  @Column('text', { nullable: true })
  @Index()
  @ForeignKey('User', { onDelete: 'CASCADE' })
  linkTo: string | null;

  /** Whether whoever began it may become the first user. */
  @Column('boolean', { default: false })
  admitsFirst: boolean;

  /** Who began it, for the page that asks another browser to confirm. */
  @Column('text')
  address: string;

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
