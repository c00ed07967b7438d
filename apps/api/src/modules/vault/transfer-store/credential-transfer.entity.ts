import { BaseRow, defineSealedColumn } from '@app/database';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type TransferDirection = 'import' | 'export';

/** A text on its way into or out of the vault. It holds secrets, so it is kept in sealed pieces and not for long. */
@Entity('credential_transfers')
@Check('credential_transfers_direction_check', `direction in ('import', 'export')`)
export class CredentialTransfer extends BaseRow {
  @Column('text')
  direction: TransferDirection;

  /** Null while an upload has not ended. */
  @Column('text', { nullable: true, unique: true })
  jobId: string | null;

  @Column('text', { nullable: true })
  @Index()
  @ForeignKey('User', { onDelete: 'CASCADE' })
  createdBy: string | null;

  /** Whether secure values stand in it in clear, below the seal of its pieces. */
  @Column('boolean', { default: false })
  holdsSecrets: boolean;

  /** Whether all of its pieces are there. */
  @Column('boolean', { default: false })
  complete: boolean;

  @Column({ type: 'timestamptz', precision: 3 })
  @Index()
  expiresAt: Date;
}

@Entity('credential_transfer_chunks')
export class CredentialTransferChunk {
  @PrimaryColumn('text')
  @ForeignKey(() => CredentialTransfer, { onDelete: 'CASCADE' })
  transferId: string;

  @PrimaryColumn('int')
  position: number;

  @Column('text')
  sealed: string;
}

/** A row of an import by its id in the file. No reference to the credential: a trial run creates none. */
@Entity('credential_transfer_rows')
export class CredentialTransferRow {
  @PrimaryColumn('text')
  @ForeignKey(() => CredentialTransfer, { onDelete: 'CASCADE' })
  transferId: string;

  @PrimaryColumn('text')
  rowId: string;

  @Column('text')
  credentialId: string;

  @Column('text')
  typeId: string;

  @Column('text')
  companyId: string;

  @Column('text', { array: true })
  definitionPath: string[];
}

defineSealedColumn({
  table: 'credential_transfer_chunks',
  column: 'sealed',
  key: `transfer_id || '-' || position`,
  record: 'transfer_id',
  field: `'chunk-' || position`,
});
