import { Injectable, type OnModuleInit } from '@nestjs/common';
import { UserDeletionRules, type UserDeletionRule } from '../users';
import { MembersRepository } from './members.repository';
import { TeamError } from './teams.errors';

/** Keeps teams from losing their only owner with the user's account. Disabling it is allowed: that can be undone. */
@Injectable()
export class SoleOwners implements UserDeletionRule, OnModuleInit {
  constructor(
    private readonly members: MembersRepository,
    private readonly deletions: UserDeletionRules,
  ) {}

  onModuleInit(): void {
    this.deletions.add(this);
  }

  /** @throws 409 `team.soleOwner` that names such a team */
  async assertDeletable({ id }: { readonly id: string }): Promise<void> {
    const team = await this.members.teamOwnedAlone(id);
    if (team !== undefined) throw TeamError.soleOwner({ team });
  }
}
