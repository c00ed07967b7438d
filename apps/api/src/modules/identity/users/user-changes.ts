import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import type { UserRecord } from './user-record';

export interface UserChange {
  readonly kind: 'created' | 'updated' | 'toggled' | 'removed';
  readonly user: UserRecord;
}

/** Committed changes of users, for live panels. */
@Injectable()
export class UserChanges {
  private readonly subject = new Subject<UserChange>();
  readonly stream: Observable<UserChange> = this.subject.asObservable();

  publish(change: UserChange): void {
    this.subject.next(change);
  }
}
