import { BaseRow, defineSealedColumn } from '@app/database';
import { Column, Entity } from 'typeorm';

/** A key that signs access tokens. Its id is the `kid` of the tokens. */
@Entity('signing_keys')
export class SigningKey extends BaseRow {
  /** Sealed 32 bytes. */
  @Column('text')
  sealedSecret: string;

  /** When tokens signed with it are no longer accepted. */
  @Column({ type: 'timestamptz', precision: 3 })
  retiresAt: Date;
}

defineSealedColumn({ table: 'signing_keys', column: 'sealed_secret', key: 'id' });
