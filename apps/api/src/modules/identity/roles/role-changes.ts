import { Injectable } from '@nestjs/common';
import { Broadcast, topic } from '@app/kernel';
import type { Observable } from 'rxjs';

export interface RoleChange {
  readonly kind: 'created' | 'updated' | 'removed';
  readonly roleId: string;
}

const changed = topic<RoleChange>('role.changed');

/** Committed changes of roles, on any process, for live panels. */
@Injectable()
export class RoleChanges {
  readonly stream: Observable<RoleChange>;

  constructor(private readonly broadcast: Broadcast) {
    this.stream = broadcast.on(changed);
  }

  publish(change: RoleChange): void {
    this.broadcast.publish(changed, change);
  }
}
