import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import type { Role } from './role.entity';

export interface RoleChange {
  readonly kind: 'created' | 'updated' | 'removed';
  readonly role: Role;
}

/** Committed changes of roles, for live panels. */
@Injectable()
export class RoleChanges {
  private readonly subject = new Subject<RoleChange>();
  readonly stream: Observable<RoleChange> = this.subject.asObservable();

  publish(change: RoleChange): void {
    this.subject.next(change);
  }
}
