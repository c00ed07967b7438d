import { Injectable } from '@nestjs/common';
import type { UserRecord } from './user-record';

/** What another feature has against the deletion of a user. */
export interface UserDeletionRule {
  /** Called in the transaction of the deletion. @throws 409 when the user cannot go */
  assertDeletable(user: Pick<UserRecord, 'id'>): Promise<void>;
}

/** The rules of all features. Each adds its own when the product starts, as users know none of those who build on them. */
@Injectable()
export class UserDeletionRules {
  private readonly rules: UserDeletionRule[] = [];

  add(rule: UserDeletionRule): void {
    this.rules.push(rule);
  }

  /** @throws 409 of the first rule that refuses */
  async assertDeletable(user: Pick<UserRecord, 'id'>): Promise<void> {
    for (const rule of this.rules) await rule.assertDeletable(user);
  }
}
