import { Injectable } from '@nestjs/common';
import { PermissionSet } from '@app/kernel';
import { EcoflowSessionFacts } from '@app/realtime';
import { grantedFlags } from '../ecoflow-flags';
import { EffectivePermissions } from '../grants';
import { RolesService } from '../roles';

/** What EcoFlow's editor asks its socket about the signed-in user, read anew each time. */
@Injectable()
export class EcoflowFacts extends EcoflowSessionFacts {
  constructor(
    private readonly grants: EffectivePermissions,
    private readonly roles: RolesService,
  ) {
    super();
  }

  override async permissions(userId: string): Promise<Record<string, boolean>> {
    return { ...grantedFlags(new PermissionSet(await this.grants.patternsOf(userId))) };
  }

  override async roleIds(userId: string): Promise<string[]> {
    return (await this.roles.ofUser(userId)).map(({ id }) => id);
  }
}
