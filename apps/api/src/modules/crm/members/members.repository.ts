import { Injectable } from '@nestjs/common';
import { Database, Transactions } from '@app/database';
import { Broadcast, newId, topic } from '@app/kernel';
import type { Observable } from 'rxjs';
import type { CwMember } from '../connectwise';
import type { Kept } from '../sync';
import { BY_IDENTIFIERS, KEEP, MARK_MISSING } from './member-statements';

export interface MemberRecord {
  /** The identifier in lower case. */
  readonly key: string;
  readonly cwMemberId: number;
  readonly identifier: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** Whether ConnectWise has deactivated them, or has them no more. */
  readonly inactive: boolean;
}

/** Ids of ConnectWise above `after`, up to `upTo` where told, of which it was found to have those that are `present`. */
interface ReadRange {
  readonly after: number;
  readonly upTo: number | null;
  readonly present: readonly number[];
  readonly startedAt: Date;
}

export interface MembersChange {
  /** Identifiers in lower case that are new here; null for a change that any identifier may be concerned by. */
  readonly added: readonly string[] | null;
}

const changed = topic<MembersChange>('members.changed');

@Injectable()
export class MembersRepository {
  /** Something that is kept of members is another now, on whatever process. */
  readonly changes: Observable<MembersChange>;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly broadcast: Broadcast,
  ) {
    this.changes = broadcast.on(changed);
  }

  /** @param keys identifiers in lower case */
  byIdentifiers(keys: readonly string[]): Promise<MemberRecord[]> {
    return this.database.rows<MemberRecord>(BY_IDENTIFIERS, [keys]);
  }

  /** @param readAt when ConnectWise was asked for them */
  async keep(members: readonly CwMember[], readAt: Date): Promise<Kept> {
    const rows = await this.database.rows<{ created: boolean; key: string }>(KEEP, [
      ...[JSON.stringify(members.map(toRow)), readAt],
    ]);
    const added = rows.filter(({ created }) => created).map(({ key }) => key);
    const updated = rows.length - added.length;
    // Whoever is changed may have had another identifier before.
    if (rows.length > 0) this.tell({ added: updated === 0 ? added : null });
    return { created: added.length, updated };
  }

  /** @returns how many are known not to be in ConnectWise any more, and were not before */
  async markMissing({ after, upTo, present, startedAt }: ReadRange): Promise<number> {
    const { length } = await this.database.rows(MARK_MISSING, [after, upTo, present, startedAt]);
    if (length > 0) this.tell({ added: null });
    return length;
  }

  private tell(change: MembersChange): void {
    this.transactions.afterCommit(() => this.broadcast.publish(changed, change));
  }
}

const toRow = (member: CwMember) => ({
  ...{ id: newId(), cw_member_id: member.id, identifier: member.identifier, first_name: member.firstName },
  ...{ last_name: member.lastName, office_email: member.officeEmail, inactive: member.inactiveFlag },
  ...{ license_class: member.licenseClass, cw_last_updated: member._info.lastUpdated?.toISOString() ?? null },
});
