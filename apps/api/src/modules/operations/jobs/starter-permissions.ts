import { Injectable } from '@nestjs/common';
import { JobPermissions } from '@app/jobs';
import type { PermissionSet } from '@app/kernel';
import { EffectivePermissions } from '../../identity/grants';

/** A job has the rights that its starter has now; those of a disabled user are none. */
@Injectable()
export class StarterPermissions extends JobPermissions {
  constructor(private readonly effective: EffectivePermissions) {
    super();
  }

  of(userId: string): Promise<PermissionSet> {
    return this.effective.ofAbsent(userId);
  }
}
