import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import type { Redis } from 'ioredis';
import { SharedRedis } from '../../../redis';
import { FRESH_MS, MOST_REMEMBERED, type RememberedMember } from './remembered-member';

/** What was looked for in Redis, and the generation that it was looked for in. */
interface Recalled {
  readonly generation: string;
  readonly members: ReadonlyMap<string, RememberedMember>;
}

/** Processes of another version may keep other facts of a member: count up when these change. */
const MEMBERS = 'cw-members:1';
const GENERATION = 'cw-members:generation';

/** ARGV: identifiers. @returns the generation, and a text or nothing for each of them */
const RECALL = `
  return { redis.call('GET', KEYS[2]) or '0', redis.call('HMGET', KEYS[1], unpack(ARGV)) }
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
  private readonly redis?: Redis;
  /** A change that Redis could not be told of: until it is, what it holds may be from before. */
  private mustForget = false;

  constructor(
    { commands }: SharedRedis,
    private readonly clock: Clock,
  ) {
    this.redis = commands;
  }

  /** @param keys identifiers in lower case. @returns undefined when Redis cannot be asked */
  async recall(keys: readonly string[]): Promise<Recalled | undefined> {
    if (!this.redis || keys.length > MOST_AT_ONCE) return undefined;
    if (this.mustForget) await this.forget(null);
    if (this.mustForget) return undefined;
    const answer = await this.run<[string, (string | null)[]]>(RECALL, keys);
    if (!answer) return undefined;
    const [generation, texts] = answer;
    const found = keys.flatMap((key, place): [string, RememberedMember][] => {
      const remembered = this.read(key, texts[place] ?? null);
      return remembered ? [[key, remembered]] : [];
    });
    return { generation, members: new Map(found) };
  }

  /** @param generation the one in which `members` was looked for in vain; of another, nothing is kept */
  async remember(generation: string, members: ReadonlyMap<string, RememberedMember>): Promise<void> {
    if (members.size === 0) return;
    const texts = [...members].flatMap(([key, remembered]) => [key, JSON.stringify(remembered)]);
    await this.run(REMEMBER, [generation, MOST_REMEMBERED, FRESH_MS, ...texts]);
  }

  /** @param keys identifiers in lower case; null for all of them */
  async forget(keys: readonly string[] | null): Promise<void> {
    const isAll = this.mustForget || !keys || keys.length > MOST_AT_ONCE;
    const done = await this.run(FORGET, isAll ? [] : keys);
    if (this.redis && done === undefined) this.mustForget = true;
    else if (isAll) this.mustForget = false;
  }

  /** The clock of the process that kept it may go ahead of this one's, which it must not outlive. */
  private read(key: string, text: string | null): RememberedMember | undefined {
    if (text === null) return undefined;
    try {
      const { member, at } = JSON.parse(text) as RememberedMember;
      if (member?.key !== key || !Number.isFinite(at)) return undefined;
      return { member, at: Math.min(at, this.clock.now().getTime()) };
    } catch {
      return undefined;
    }
  }

  /** The connection tells of its troubles by itself. */
  private async run<Answer>(script: string, values: readonly (string | number)[]): Promise<Answer | undefined> {
    try {
      return (await this.redis?.eval(script, 2, MEMBERS, GENERATION, ...values)) as Answer | undefined;
    } catch {
      return undefined;
    }
  }
}
