import { Injectable } from '@nestjs/common';
import { UsersService } from '../../../identity/users';
import { MemberDirectory, type MemberRecord } from '../../members';

/** Who wrote something in ConnectWise. */
export interface NoteAuthor {
  /** The user who is linked to the member. */
  readonly id: string | null;
  /** The member's. */
  readonly identifier: string;
  readonly name: string;
  readonly cwMemberId: number | null;
}

const nameOf = ({ firstName, lastName, identifier }: MemberRecord): string =>
  [firstName, lastName].filter(Boolean).join(' ') || identifier;

/** ConnectWise names authors by the identifiers of members, in any case. */
@Injectable()
export class NoteAuthors {
  constructor(
    private readonly members: MemberDirectory,
    private readonly users: UsersService,
  ) {}

  /** @returns authors by their identifiers in lower case */
  async named(identifiers: readonly string[]): Promise<ReadonlyMap<string, NoteAuthor>> {
    if (identifiers.length === 0) return new Map();
    const [members, users] = await Promise.all([
      this.members.named(identifiers),
      this.users.linkedToMembers(identifiers),
    ]);
    return new Map(
      identifiers.map((identifier) => {
        const key = identifier.toLowerCase();
        const member = members.get(key);
        const author =
          member && !member.inactive
            ? { id: users.get(key) ?? null, identifier, name: nameOf(member), cwMemberId: member.cwMemberId }
            : { id: null, identifier, name: identifier, cwMemberId: null };
        return [key, author];
      }),
    );
  }
}
