import { BaseRow } from '@app/database';
import { Column, Entity, Index } from 'typeorm';
import type { CompanyData } from './company-data';

/** One customer. */
@Entity('companies')
@Index(['name', 'id'])
@Index('companies_search_idx', { synchronize: false })
export class Company extends BaseRow {
  @Column('text')
  name: string;

  /** Id in ConnectWise; null for a company that ConnectWise does not know. */
  @Column('int', { nullable: true, unique: true })
  cwCompanyId: number | null;

  /** Short name in ConnectWise; unique whatever its case, by an expression index. */
  @Column('text', { nullable: true })
  cwIdentifier: string | null;

  /** As ConnectWise knew it last. */
  @Column('jsonb', { default: {} })
  cwData: CompanyData;

  /** When it was changed in ConnectWise; an older state that arrives late is not kept. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cwLastUpdated: Date | null;

  /** Since when ConnectWise has it no more; it stays here, for what hangs on it. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cwDeletedAt: Date | null;

  /** When ConnectWise was asked for it last. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cwRefreshedAt: Date | null;

  /** What it is searched by; kept by a trigger. */
  @Column({ type: 'text', default: '', insert: false, update: false, select: false })
  search: string;
}
