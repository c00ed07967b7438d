import { Injectable } from '@nestjs/common';
import { Broadcast, topic } from '@app/kernel';
import type { Observable } from 'rxjs';

export interface UserChange {
  readonly kind: 'created' | 'updated' | 'toggled' | 'removed';
  readonly userId: string;
}

const changed = topic<UserChange>('user.changed');

/** Committed changes of users, on any process, for live panels. */
@Injectable()
export class UserChanges {
  readonly stream: Observable<UserChange>;

  constructor(private readonly broadcast: Broadcast) {
    this.stream = broadcast.on(changed);
  }

  publish(change: UserChange): void {
    this.broadcast.publish(changed, change);
  }
}
