import { BaseRow } from '@app/database';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';

/** A credential or sub-credential with its values in clear; the secure ones are {@link SecureValue}s. */
@Entity('credentials')
@Index('credentials_expires_at_idx', ['expiresAt'], { where: '(expires_at IS NOT NULL)' })
@Check('credentials_definition_path_check', `(sub_credential_of_id is null) = (definition_path = '{}')`)
export class Credential extends BaseRow {
  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  notes: string | null;

  @Column('text')
  @Index()
  @ForeignKey('CredentialType', { onDelete: 'CASCADE' })
  typeId: string;

  @Column('text')
  @Index()
  @ForeignKey('Company', { onDelete: 'RESTRICT' })
  companyId: string;

  /** The parent; null for a credential of its own. */
  @Column('text', { nullable: true })
  @Index()
  @ForeignKey(() => Credential, { onDelete: 'CASCADE' })
  subCredentialOfId: string | null;

  /** The multi-credential fields that lead from the type's fields to the definitions of this one; empty for none. */
  @Column('text', { array: true, default: [] })
  definitionPath: string[];

  /** By field id. Values of fields that the type no longer has stay, in case the field comes back. */
  @Column('jsonb', { default: {} })
  plainValues: Record<string, string>;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  expiresAt: Date | null;
}
