import { BaseRow } from '@app/database';
import { Column, Entity } from 'typeorm';

/** A field that a company has added to the records of its ConnectWise: what it is called and what it takes. */
@Entity('cw_user_defined_fields')
export class UserDefinedField extends BaseRow {
  @Column('int', { unique: true })
  cwFieldId: number;

  /** The kind of records that have it, by ConnectWise's number. */
  @Column('int', { nullable: true })
  podId: number | null;

  @Column('text')
  caption: string;

  @Column('int', { nullable: true })
  sequenceNumber: number | null;

  @Column('text', { nullable: true })
  helpText: string | null;

  /** e.g. Text, Checkbox, Date. */
  @Column('text', { nullable: true })
  fieldType: string | null;

  /** e.g. EntryField, List. */
  @Column('text', { nullable: true })
  entryType: string | null;

  /** What a list offers, as ConnectWise has it. */
  @Column('jsonb', { default: [] })
  options: readonly unknown[];

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cwLastUpdated: Date | null;

  /** Since when ConnectWise has it no more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  deletedAt: Date | null;
}
