import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { LRUCache } from 'lru-cache';
import { type MemberRecord, type MembersChange, MembersRepository } from './members.repository';
import { FRESH_MS, MOST_REMEMBERED, type RememberedMember } from './remembered-member';
import { SharedMembers } from './shared-members';
import { UnknownMembers } from './unknown-members';

/**
 * Members of ConnectWise by what records name them by. They are looked for in memory, in that of all processes, in what
 * is kept here, and only then, all unknown ones together, in ConnectWise. Whatever process keeps something new tells all
 * others to forget.
 */
@Injectable()
export class MemberDirectory implements OnModuleInit {
  private readonly memory = new LRUCache<string, RememberedMember>({ max: MOST_REMEMBERED });
  private changes = 0;

  constructor(
    private readonly repository: MembersRepository,
    private readonly shared: SharedMembers,
    private readonly unknown: UnknownMembers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.repository.changes.subscribe((change) => this.forget(change));
  }

  /** Never fails for want of ConnectWise. @returns the known ones by their identifiers in lower case, deactivated or not */
  async named(identifiers: readonly string[]): Promise<ReadonlyMap<string, MemberRecord>> {
    const keys = [...new Set(identifiers.map((identifier) => identifier.toLowerCase()))];
    const remembered = new Map<string, RememberedMember>();
    for (const key of keys) {
      const entry = this.memory.get(key);
      if (entry && this.isFresh(entry)) remembered.set(key, entry);
    }
    const missing = keys.filter((key) => !remembered.has(key));
    const found = missing.length > 0 ? [...remembered, ...(await this.recall(missing))] : [...remembered];
    return new Map(found.flatMap(([key, { member }]) => (member ? [[key, member]] : [])));
  }

  /** @returns what is known of each that was found out about */
  private async recall(keys: readonly string[]): Promise<ReadonlyMap<string, RememberedMember>> {
    const { changes } = this;
    const shared = await this.shared.recall(keys);
    const recalled = new Map([...(shared?.members ?? [])].filter(([, entry]) => this.isFresh(entry)));
    this.remember(recalled, changes);
    const missing = keys.filter((key) => !recalled.has(key));
    if (missing.length === 0) return recalled;
    const found = await this.look(missing, shared?.generation);
    return new Map([...recalled, ...found]);
  }

  /** @param generation in which the members that all processes remember were looked for in vain */
  private async look(keys: readonly string[], generation?: string): Promise<ReadonlyMap<string, RememberedMember>> {
    const { changes } = this;
    const rows = await this.repository.byIdentifiers(keys);
    const here = this.entriesOf(rows);
    this.remember(here, changes);
    if (generation !== undefined) void this.shared.remember(generation, rows);
    const unknown = keys.filter((key) => !here.has(key));
    if (unknown.length === 0) return here;
    const answered = await this.unknown.ask(unknown);
    const { changes: since } = this;
    const fetched = this.entriesOf(await this.repository.byIdentifiers(unknown));
    for (const key of answered) if (!fetched.has(key)) fetched.set(key, { member: null, at: this.now });
    this.remember(fetched, since);
    return new Map([...here, ...fetched]);
  }

  private entriesOf(members: readonly MemberRecord[]): Map<string, RememberedMember> {
    return new Map(members.map((member) => [member.key, { member, at: this.now }]));
  }

  /** Unless something has changed since it was read. */
  private remember(entries: ReadonlyMap<string, RememberedMember>, changes: number): void {
    if (changes !== this.changes) return;
    for (const [key, entry] of entries) this.memory.set(key, entry);
  }

  private isFresh({ at }: RememberedMember): boolean {
    return this.now - at < FRESH_MS;
  }

  private forget({ added }: MembersChange): void {
    this.changes += 1;
    if (added === null) this.memory.clear();
    else for (const key of added) this.memory.delete(key);
    // By every process that hears of it: what this one looks for from now on, it then finds as it is now.
    void this.shared.forget(added);
  }

  private get now(): number {
    return this.clock.now().getTime();
  }
}
