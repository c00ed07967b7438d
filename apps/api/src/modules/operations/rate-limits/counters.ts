import { Injectable } from '@nestjs/common';
import { Database, Transactions } from '@app/database';
import { CommonError, ConcurrencyLimit } from '@app/kernel';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { AppConfig } from '../../../config';
import { SharedRedis } from '../../../redis';
import type { Limit } from './limits';

/** Counts of one owner wait for one another in PostgreSQL: a rush must not take its connections from everybody else. */
const CONNECTIONS = 2;
const LONGEST_LINE = 1_000;

/** Named counters in Redis, else in PostgreSQL or, where that is good enough, in the process. */
@Injectable()
export class Counters {
  private readonly connections = new ConcurrencyLimit(CONNECTIONS, LONGEST_LINE, CommonError.unavailable);

  constructor(
    private readonly config: AppConfig,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly redis: SharedRedis,
  ) {}

  /** @param name tells the keys of different counters apart */
  create(name: string, limit: Omit<Limit, 'owner'>): Counter {
    const points = Math.max(1, Math.round(limit.points * this.config.rateLimitFactor));
    const inDatabase = !this.redis.commands && limit.shared;
    const limiter = this.limiter({ keyPrefix: name, points, duration: limit.seconds }, limit.shared);
    return new Counter(limiter, inDatabase ? this.inLine : undefined);
  }

  /** Whoever waited here with a connection in hand would keep it from whom they wait for. */
  private readonly inLine: Line = (count) => {
    if (this.transactions.active) throw new Error('A counter in the database is used within a transaction');
    return this.connections.run(count);
  };

  private limiter(options: { keyPrefix: string; points: number; duration: number }, shared: boolean) {
    const { commands } = this.redis;
    if (commands) {
      // While Redis is away every process counts on its own; a login must not depend on it.
      return new RateLimiterRedis({
        ...options,
        storeClient: commands,
        rejectIfRedisNotReady: true,
        insuranceLimiter: new RateLimiterMemory(options),
      });
    }
    if (!shared) return new RateLimiterMemory(options);
    return new RateLimiterPostgres({
      ...options,
      storeClient: this.database.dataSource,
      storeType: 'typeorm',
      tableName: 'rate_limits',
      tableCreated: true,
    });
  }
}

/** What one request did to a counter. */
export interface Spending {
  /** Seconds until the owner may try again; 0 when this request was within the budget. */
  readonly wait: number;
  /** True for exactly one request per window: the first one beyond the budget. */
  readonly overdrew: boolean;
}

/** Runs a count when it is its turn. */
type Line = <T>(count: () => Promise<T>) => Promise<T>;

/** Counts per key, exactly also for concurrent requests. */
export class Counter {
  constructor(
    private readonly limiter: RateLimiterAbstract,
    private readonly inLine: Line = (count) => count(),
  ) {}

  async spend(key: string, points = 1): Promise<Spending> {
    try {
      await this.inLine(() => this.limiter.consume(key, points));
      return { wait: 0, overdrew: false };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const wait = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      return { wait, overdrew: refusal.consumedPoints === this.limiter.points + 1 };
    }
  }

  /** Counts without a limit. @returns the count of the window */
  async increment(key: string): Promise<number> {
    return (await this.inLine(() => this.limiter.penalty(key))).consumedPoints;
  }

  /** Refuses a key for so long. */
  async block(key: string, seconds: number): Promise<void> {
    await this.inLine(() => this.limiter.block(key, seconds));
  }

  async forget(key: string): Promise<void> {
    await this.inLine(() => this.limiter.delete(key));
  }
}
