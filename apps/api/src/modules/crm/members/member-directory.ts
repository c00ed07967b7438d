import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { LRUCache } from 'lru-cache';
import { type MemberRecord, type MembersChange, MembersRepository } from './members.repository';
import { UnknownMembers } from './unknown-members';

interface Remembered {
  /** Null for an identifier of nobody. */
  readonly member: MemberRecord | null;
  readonly at: number;
}

const MOST_REMEMBERED = 10_000;
/** A notice of a change may get lost between processes; nothing is remembered longer. */
const FRESH_MS = 10 * 60_000;

/**
 * Members of ConnectWise by what records name them by. They are looked for in memory, then in what is kept here, and only
 * then, all unknown ones together, in ConnectWise. Whatever process keeps something new tells all others to forget.
 */
@Injectable()
export class MemberDirectory implements OnModuleInit {
  private readonly memory = new LRUCache<string, Remembered>({ max: MOST_REMEMBERED });
  private changes = 0;

  constructor(
    private readonly repository: MembersRepository,
    private readonly unknown: UnknownMembers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.repository.changes.subscribe((change) => this.forget(change));
  }

  /** Never fails for want of ConnectWise. @returns the known ones by their identifiers in lower case, deactivated or not */
  async named(identifiers: readonly string[]): Promise<ReadonlyMap<string, MemberRecord>> {
    const keys = [...new Set(identifiers.map((identifier) => identifier.toLowerCase()))];
    const found = new Map<string, MemberRecord>();
    const missing: string[] = [];
    for (const key of keys) {
      const remembered = this.recall(key);
      if (!remembered) missing.push(key);
      else if (remembered.member) found.set(key, remembered.member);
    }
    if (missing.length > 0) for (const member of await this.look(missing)) found.set(member.key, member);
    return found;
  }

  private async look(keys: readonly string[]): Promise<readonly MemberRecord[]> {
    const { changes } = this;
    const here = await this.repository.byIdentifiers(keys);
    this.remember(here, changes);
    const known = new Set(here.map(({ key }) => key));
    const unknown = keys.filter((key) => !known.has(key));
    if (unknown.length === 0) return here;
    const answered = await this.unknown.ask(unknown);
    const { changes: since } = this;
    const fetched = await this.repository.byIdentifiers(unknown);
    this.remember(fetched, since);
    const existing = new Set(fetched.map(({ key }) => key));
    const nobody = [...answered].filter((key) => !existing.has(key));
    if (since === this.changes) for (const key of nobody) this.memory.set(key, { member: null, at: this.now });
    return [...here, ...fetched];
  }

  /** Unless something has changed since it was read. */
  private remember(members: readonly MemberRecord[], changes: number): void {
    if (changes !== this.changes) return;
    for (const member of members) this.memory.set(member.key, { member, at: this.now });
  }

  private recall(key: string): Remembered | undefined {
    const remembered = this.memory.get(key);
    return remembered && this.now - remembered.at < FRESH_MS ? remembered : undefined;
  }

  private forget({ added }: MembersChange): void {
    this.changes += 1;
    if (added === null) this.memory.clear();
    else for (const key of added) this.memory.delete(key);
  }

  private get now(): number {
    return this.clock.now().getTime();
  }
}
