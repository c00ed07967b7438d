import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A known text sealed under one version of the master key, by which the key of that version is recognised. */
@Entity('master_key_checks')
export class MasterKeyCheck {
  @PrimaryColumn('int')
  version: number;

  /** It stays under its version for ever: no rotation wraps it anew. */
  @Column('text')
  canary: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' })
  seenAt: Date;
}
