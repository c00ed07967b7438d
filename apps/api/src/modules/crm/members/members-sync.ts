import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { type CwMember, members } from '../connectwise';
import { Syncs, type Kept, type SyncResource } from '../sync';
import { MembersRepository } from './members.repository';

/** Keeps who works with ConnectWise here. Those that records name before a sync has met them are fetched in between. */
@Injectable()
export class MembersSync implements SyncResource<CwMember>, OnModuleInit {
  readonly name = 'members';
  readonly title = 'Members';
  readonly source = members;
  readonly callbackType = 'Member';

  constructor(
    private readonly repository: MembersRepository,
    private readonly clock: Clock,
    private readonly syncs: Syncs,
  ) {}

  onModuleInit(): void {
    this.syncs.register(this);
  }

  keep(records: readonly CwMember[]): Promise<Kept> {
    return this.repository.keep(records, this.clock.now());
  }

  markMissing(after: number, upTo: number | null, present: readonly number[], startedAt: Date): Promise<number> {
    return this.repository.markMissing({ after, upTo, present, startedAt });
  }
}
