import { defineSealedColumn } from '@app/database';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Values that wait behind a link. It is deleted when it is opened, so no row is good twice. */
@Entity('credential_shares')
@Index(['credentialId', 'createdAt'])
export class CredentialShare {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  @ForeignKey('Credential', { onDelete: 'CASCADE' })
  credentialId: string;

  @Column('text', { array: true })
  fieldIds: string[];

  /** What the link's key decrypts, sealed once more: a copy of the database with a link opens nothing. */
  @Column('text')
  sealedContent: string;

  /** SHA-256 of the token that proves the link is known. */
  @Column('bytea')
  tokenHash: Buffer;

  @Column('text', { nullable: true })
  note: string | null;

  /** No reference: when its author goes it is still told whose it was, though it opens no more. */
  @Column('text')
  authorId: string;

  @Column('text')
  authorLogin: string;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  @Index()
  expiresAt: Date;
}

defineSealedColumn({ table: 'credential_shares', column: 'sealed_content', key: 'id', field: `'content'` });
