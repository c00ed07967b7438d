import { Redis } from 'ioredis';
import {
  allowanceOf,
  type BudgetSize,
  type BudgetTerms,
  intervalMsOf,
  type ProcessRateBudget,
  RateBudget,
} from '../http';

/** Redis tells the time, so that the clocks of the processes do not matter; a number is rounded unless it is formatted. */
const NOW = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local function read(field) return tonumber(redis.call('HGET', KEYS[1], field) or '0') end
  local function keep(field, at)
    redis.call('HSET', KEYS[1], field, string.format('%.3f', at))
    local ends = math.ceil(math.max(at, read('due'), read('silent')) - now)
    redis.call('PEXPIRE', KEYS[1], ends + 60000)
  end
`;

/** As ProcessRateBudget does it. ARGV: interval, allowance, longest wait. @returns the wait in whole milliseconds */
const TAKE = `${NOW}
  local interval, allowance, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  local due = math.max(read('due'), now) + interval
  local wait = math.max(0, due - allowance * interval - now, read('silent') - now)
  if wait < longest then keep('due', due) end
  return math.ceil(wait)
`;

/** ARGV: milliseconds. */
const HOLD = `${NOW}
  keep('silent', math.max(read('silent'), now + tonumber(ARGV[1])))
  return 0
`;

/** The budget of all processes that share a Redis. While that is away, each of them has one of its own. */
export class SharedRateBudget extends RateBudget {
  private readonly intervalMs: number;

  /** @param key where Redis keeps it */
  constructor(
    private readonly redis: Redis,
    private readonly key: string,
    private readonly size: BudgetSize,
    private readonly own: ProcessRateBudget,
  ) {
    super();
    this.intervalMs = intervalMsOf(size);
  }

  override async take(terms: BudgetTerms): Promise<number> {
    // A silence that was asked for while Redis was away is known here only: who cannot wait for its end takes nothing.
    const { silenceMs } = this.own;
    const longestMs = silenceMs < terms.longestMs ? Math.min(terms.longestMs, Number.MAX_SAFE_INTEGER) : 0;
    const allowance = allowanceOf(this.size, terms.share);
    try {
      const waitMs = await this.redis.eval(TAKE, 1, this.key, this.intervalMs, allowance, longestMs);
      return Math.max(Number(waitMs), this.own.silenceMs);
    } catch {
      // The connection tells of its troubles by itself.
      return this.own.take(terms);
    }
  }

  override async hold(ms: number): Promise<void> {
    await this.own.hold(ms);
    await this.redis.eval(HOLD, 1, this.key, ms).catch(() => undefined);
  }
}
