import { Injectable } from '@nestjs/common';
import { PermissionSet } from '@app/kernel';
import { EcoflowSessionFacts } from '@app/realtime';
import { grantedFlags, type EcoflowFlags } from '../ecoflow-flags';
import { EffectivePermissions } from '../grants';
import { UsersRepository } from './users.repository';

/** What EcoFlow's editor asks over its socket about the signed-in user. Nothing is known of a deleted one. */
@Injectable()
export class EcoflowFacts extends EcoflowSessionFacts {
  constructor(
    private readonly users: UsersRepository,
    private readonly grants: EffectivePermissions,
  ) {
    super();
  }

  override async permissions(userId: string): Promise<EcoflowFlags> {
    return grantedFlags(new PermissionSet(await this.grants.patternsOf(userId)));
  }

  override async roleIds(userId: string): Promise<string[]> {
    return (await this.users.find({ id: userId }))?.roleIds ?? [];
  }
}
