import { BaseRow, defineSealedColumn } from '@app/database';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Credential } from './credential.entity';

/** One version of a secure value. A new value supersedes the old one, which stays as history. */
@Entity('secure_values')
@Index('secure_values_current_idx', ['credentialId', 'fieldId'], { unique: true, where: '(superseded_at IS NULL)' })
@Index(['credentialId', 'fieldId', 'createdAt'])
@Index('secure_values_current_created_at_idx', ['createdAt'], { where: '(superseded_at IS NULL)' })
@Index(['keyVersion', 'id'])
export class SecureValue extends BaseRow {
  @Column('text')
  @ForeignKey(() => Credential, { onDelete: 'CASCADE' })
  credentialId: string;

  @Column('text')
  fieldId: string;

  /** As `SecretBox` seals it, bound to credential and field. */
  @Column('text')
  sealed: string;

  /** The version of the master key that it is sealed under. */
  @Column('int')
  keyVersion: number;

  /** Who set it; null for the system. No reference: history outlives its authors. */
  @Column('text', { nullable: true })
  authorId: string | null;

  @Column('text', { nullable: true })
  authorLogin: string | null;

  /** Null for the current version. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  supersededAt: Date | null;
}

defineSealedColumn({
  table: 'secure_values',
  column: 'sealed',
  key: 'id',
  record: 'credential_id',
  field: 'field_id',
  version: 'key_version',
});
