import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { type Redis, ReplyError } from 'ioredis';
import { SharedRedis } from '../../../redis';
import type { MemberRecord } from './members.repository';
import { FRESH_MS, MOST_REMEMBERED, type RememberedMember } from './remembered-member';

/** What was looked for in Redis, and the generation that it was looked for in. */
interface Recalled {
  readonly generation: string;
  readonly members: ReadonlyMap<string, RememberedMember>;
}

/** Processes of another version may keep other facts of a member: count up when these change. */
const MEMBERS = 'cw-members:1';
const GENERATION = 'cw-members:generation';

/** ARGV: identifiers. @returns the generation, a text or nothing for each of them, and how many ms they stay */
const RECALL = `
  return {
    redis.call('GET', KEYS[2]) or '0', redis.call('HMGET', KEYS[1], unpack(ARGV)), redis.call('PTTL', KEYS[1])
  }
`;

/** ARGV: the generation that they were looked for in, how many fit, how long they stay, identifiers with their texts. */
const REMEMBER = `
  if (redis.call('GET', KEYS[2]) or '0') ~= ARGV[1] then return 0 end
  if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[2]) then redis.call('UNLINK', KEYS[1]) end
  redis.call('HSET', KEYS[1], unpack(ARGV, 4))
  if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
  return 1
`;

/** ARGV: identifiers to forget, none for all of them. */
const FORGET = `
  redis.call('INCR', KEYS[2])
  if #ARGV == 0 then redis.call('UNLINK', KEYS[1]) else redis.call('HDEL', KEYS[1], unpack(ARGV)) end
  return 0
`;

/** Of one command. */
const MOST_AT_ONCE = 1_000;

/**
 * What the processes of an installation remember of members together, in one hash of Redis where there is one. A change
 * begins a new generation, and what was looked for in one before is not kept: it may be from before the change. Without
 * Redis, and while it is away, nothing is remembered here.
 */
@Injectable()
export class SharedMembers {
  private readonly logger = new Logger('Members');
  private readonly redis?: Redis;
  /** A change that Redis could not be told of: until it is, what it holds may be from before. */
  private mustForget = false;
  private catchingUp?: Promise<void>;
  private isRefusing = false;

  constructor(
    { commands }: SharedRedis,
    private readonly clock: Clock,
  ) {
    this.redis = commands;
    commands?.on('ready', () => this.catchUp());
  }

  /** @param keys identifiers in lower case. @returns undefined when Redis cannot be asked */
  async recall(keys: readonly string[]): Promise<Recalled | undefined> {
    this.catchUp();
    if (!this.redis || keys.length > MOST_AT_ONCE || this.mustForget) return undefined;
    const answer = await this.run<[string, (string | null)[], number]>(RECALL, keys);
    if (!answer) return undefined;
    const [generation, texts, staysMs] = answer;
    // As old as the oldest of them may be: Redis tells the time, so that the clocks of the processes do not matter.
    const at = this.clock.now().getTime() - Math.max(0, FRESH_MS - staysMs);
    const found = keys.flatMap((key, place): [string, RememberedMember][] => {
      const member = memberOf(key, texts[place] ?? null);
      return member ? [[key, { member, at }]] : [];
    });
    return { generation, members: new Map(found) };
  }

  /** @param generation the one in which `members` were looked for in vain; of another, nothing is kept */
  async remember(generation: string, members: readonly MemberRecord[]): Promise<void> {
    if (members.length === 0) return;
    const texts = members.flatMap((member) => [member.key, JSON.stringify(member)]);
    await this.run(REMEMBER, [generation, MOST_REMEMBERED, FRESH_MS, ...texts]);
  }

  /** @param keys identifiers in lower case; null for all of them */
  async forget(keys: readonly string[] | null): Promise<void> {
    if (!this.redis) return;
    const isAll = this.mustForget || !keys || keys.length > MOST_AT_ONCE;
    const done = await this.run(FORGET, isAll ? [] : keys);
    if (done === undefined) this.mustForget = true;
    else if (isAll) this.mustForget = false;
  }

  private catchUp(): void {
    if (!this.mustForget) return;
    this.catchingUp ??= this.forget(null).finally(() => (this.catchingUp = undefined));
  }

  private async run<Answer>(script: string, values: readonly (string | number)[]): Promise<Answer | undefined> {
    try {
      const answer = (await this.redis?.eval(script, 2, MEMBERS, GENERATION, ...values)) as Answer | undefined;
      this.isRefusing = false;
      return answer;
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  /** Of its troubles the connection tells by itself, of what Redis refuses it does not. */
  private report(error: unknown): void {
    if (!(error instanceof ReplyError) || this.isRefusing) return;
    this.isRefusing = true;
    this.logger.warn(`Redis remembers no members: ${(error as Error).message}`);
  }
}

function memberOf(key: string, text: string | null): MemberRecord | undefined {
  if (text === null) return undefined;
  try {
    const member = JSON.parse(text) as Partial<MemberRecord> | null;
    return member?.key === key && isWhole(member) ? member : undefined;
  } catch {
    return undefined;
  }
}

const isName = (value: unknown): boolean => value === null || typeof value === 'string';

const isWhole = (member: Partial<MemberRecord>): member is MemberRecord =>
  Number.isInteger(member.cwMemberId) &&
  typeof member.identifier === 'string' &&
  typeof member.inactive === 'boolean' &&
  isName(member.firstName) &&
  isName(member.lastName);
