import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { type CwOpportunity, opportunities } from '../../connectwise';
import { type Kept, type SyncProblem, type SyncResource, Syncs } from '../../sync';
import { ConnectWiseLookups } from '../lookups/connectwise-lookups';
import { OpportunitiesRepository } from './opportunities.repository';
import { OpportunityDirectory } from './opportunity-directory';

/** Keeps every opportunity of ConnectWise here. Those that somebody looks at are brought up to date in between. */
@Injectable()
export class OpportunitiesSync implements SyncResource<CwOpportunity>, OnModuleInit {
  readonly name = 'opportunities';
  readonly title = 'Opportunities';
  readonly source = opportunities;
  readonly callbackType = 'Opportunity';

  constructor(
    private readonly directory: OpportunityDirectory,
    private readonly rows: OpportunitiesRepository,
    private readonly lookups: ConnectWiseLookups,
    private readonly clock: Clock,
    private readonly syncs: Syncs,
  ) {}

  onModuleInit(): void {
    this.syncs.register(this);
  }

  /** What records say by an id only; `keep` then finds it in memory. */
  async prepare(): Promise<void> {
    const { locations, departments, statuses } = this.lookups;
    await Promise.all([locations.all(), departments.all(), statuses.all()]);
  }

  async keep(records: readonly CwOpportunity[]): Promise<Kept> {
    return this.rows.keep(await this.directory.read(records), this.clock.now());
  }

  markMissing(after: number, upTo: number | null, present: readonly number[], startedAt: Date): Promise<number> {
    return this.rows.markMissing({ after, upTo, present, startedAt });
  }

  /** Customers may have become known here since their opportunities were kept. */
  async complete(): Promise<readonly SyncProblem[]> {
    await this.rows.linkCompanies();
    return [];
  }
}
