import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { ConnectWise, members, oneOf } from '../connectwise';
import { MembersRepository } from './members.repository';

/** Longer ones are no members, nor are those with characters that ConnectWise cannot search for. */
const LONGEST_IDENTIFIER = 15;
const UNSEARCHABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
/** Of a condition, once percent-encoded: a URL has room for it beside the fields. */
const LONGEST_LIST = 1_000;
/** Of one question; who asks for more gets the rest the next time. */
const MOST_CALLS = 4;
/** Longer than this nobody waits for a name. */
const PATIENCE_MS = 3_000;
/** After a failure nobody is asked for so long. */
const PAUSE_MS = 30_000;

/** Asks ConnectWise for members that are not known here, together and once for all who ask meanwhile. */
@Injectable()
export class UnknownMembers {
  private readonly logger = new Logger('Members');
  private readonly asking = new Map<string, Promise<boolean>>();
  private pausedUntil = -Infinity;

  constructor(
    private readonly connectWise: ConnectWise,
    private readonly repository: MembersRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Those that ConnectWise has are known here afterwards. Never fails.
   * @param keys identifiers in lower case. @returns those that were asked for with an answer
   */
  async ask(keys: readonly string[]): Promise<ReadonlySet<string>> {
    if (!this.connectWise.configured) return new Set(keys);
    const searchable = keys.filter((key) => key.length <= LONGEST_IDENTIFIER && !UNSEARCHABLE.test(key));
    if (this.clock.now().getTime() >= this.pausedUntil) {
      const lists = listsOf(searchable.filter((key) => !this.asking.has(key))).slice(0, MOST_CALLS);
      for (const list of lists) this.begin(list);
    }
    const answers = await Promise.all(searchable.map(async (key) => ((await this.asking.get(key)) ? [] : [key])));
    const unanswered = new Set(answers.flat());
    return new Set(keys.filter((key) => !unanswered.has(key)));
  }

  private begin(list: readonly string[]): void {
    const answer = this.fetch(list).finally(() => {
      for (const key of list) this.asking.delete(key);
    });
    for (const key of list) this.asking.set(key, answer);
  }

  private async fetch(list: readonly string[]): Promise<boolean> {
    const readAt = this.clock.now();
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const { client } = await this.connectWise.connection();
      const { records } = await client.page(members, { where: oneOf('identifier', list), signal });
      if (records.length > 0) await this.repository.keep(records, readAt);
      return true;
    } catch (error) {
      this.pausedUntil = this.clock.now().getTime() + PAUSE_MS;
      this.logger.warn(`Members are named without ConnectWise: ${error instanceof Error ? error.message : 'unknown'}`);
      return false;
    }
  }
}

function listsOf(keys: readonly string[]): string[][] {
  const lists: string[][] = [];
  let room = 0;
  for (const key of keys) {
    const length = encodeURIComponent(`"${key.replace(/["\\]/g, '\\$&')}",`).length;
    if (length > room) {
      lists.push([]);
      room = LONGEST_LIST;
    }
    lists.at(-1)?.push(key);
    room -= length;
  }
  return lists;
}
