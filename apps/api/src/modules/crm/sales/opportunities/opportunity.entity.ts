import { BaseRow } from '@app/database';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import type { OpportunitySnapshot } from './opportunity-snapshot';

/** One opportunity, as ConnectWise knew it last. */
@Entity('opportunities')
@Index(['companyId'])
@Index(['cwCompanyId'])
@Index('opportunities_search_idx', { synchronize: false })
export class Opportunity extends BaseRow {
  @Column('int', { unique: true })
  cwOpportunityId: number;

  @Column('text')
  name: string;

  /** The customer here; null while it is not known here. */
  @Column('text', { nullable: true })
  @ForeignKey('Company', { onDelete: 'SET NULL' })
  companyId: string | null;

  /** The customer in ConnectWise. */
  @Column('int', { nullable: true })
  cwCompanyId: number | null;

  @Column('boolean')
  closed: boolean;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  cwLastUpdated: Date | null;

  @Column('jsonb')
  snapshot: OpportunitySnapshot;

  /** When ConnectWise was last heard to say what stands here. */
  @Column({ type: 'timestamptz', precision: 3 })
  syncedAt: Date;

  /** Since when ConnectWise does not have it any more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  deletedAt: Date | null;

  /** What it is searched by; kept by a trigger. */
  @Column({ type: 'text', default: '', insert: false, update: false, select: false })
  search: string;
}
