import { BaseRow } from '@app/database';
import { Column, Entity } from 'typeorm';
import type { FieldDefinition } from './field-definition';

@Entity('credential_types')
export class CredentialType extends BaseRow {
  @Column('text')
  name: string;

  /** The name in lower case, by which it is looked up and unique. */
  @Column('text', { unique: true })
  nameKey: string;

  /** Family of permission nodes of its own; `<scope>.read` may be needed to read its secure values. */
  @Column('text')
  permissionScope: string;

  @Column('text', { nullable: true })
  icon: string | null;

  @Column('jsonb')
  fields: FieldDefinition[];

  @Column('boolean', { default: false })
  revealReasonRequired: boolean;

  /** How old a secure value may become before it counts as stale; null for any age. */
  @Column('int', { nullable: true })
  rotateAfterDays: number | null;
}
