import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { JobPermissions } from '@app/jobs';
import { PermissionSet } from '@app/kernel';
import { EffectivePermissions } from '../../identity/grants';

const IS_ACTIVE = statement('jobs.starter-is-active', 'select 1 from users where id = $1 and active');

/** A job has the rights that its starter has now; those of a disabled user are none. */
@Injectable()
export class StarterPermissions extends JobPermissions {
  constructor(
    private readonly database: Database,
    private readonly effective: EffectivePermissions,
  ) {
    super();
  }

  async of(userId: string): Promise<PermissionSet> {
    const [active] = await this.database.rows(IS_ACTIVE, [userId]);
    return active ? new PermissionSet(await this.effective.patternsOf(userId)) : PermissionSet.none;
  }
}
