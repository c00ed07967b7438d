import { createHash } from 'node:crypto';
import { Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Periodic } from '@app/kernel';
import { RecordLocks } from '../locks/record-locks';
import type { RealtimeConfig } from '../realtime.options';
import type { RedisLink } from './redis-link';

/** A process that dies leaves its locks to Redis, which forgets them after this time. */
const LIFE_MS = 60_000;
const RENEW_EVERY_MS = 20_000;

/** @returns 1 when the holder has the lock now, be it new or its own */
const RESERVE = `
  if redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX') then return 1 end
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return 1`;

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

const keyOf = (recordId: string): string => `record-lock:${createHash('sha256').update(recordId).digest('base64url')}`;

/**
 * The locks of any number of processes: what the sockets of this one hold is known here and bounded as ever, and Redis
 * knows who of all holds a record. While it is away nobody gets a lock.
 */
export class RedisRecordLocks extends RecordLocks implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(RedisRecordLocks.name);
  private readonly renewal = new Periodic(
    RENEW_EVERY_MS,
    () => this.renew(),
    (error) => this.report(error),
  );

  constructor(
    config: RealtimeConfig,
    private readonly link: RedisLink,
  ) {
    super(config);
  }

  onModuleInit(): void {
    this.renewal.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.renewal.stop();
  }

  override async reserve(holder: string, recordId: string): Promise<boolean> {
    if (!(await super.reserve(holder, recordId))) return false;
    if (await this.take(holder, recordId)) return true;
    await super.release(holder, recordId);
    return false;
  }

  override async release(holder: string, recordId: string): Promise<void> {
    await super.release(holder, recordId);
    await this.link.commands.eval(RELEASE, 1, keyOf(recordId), holder).catch((error: unknown) => this.report(error));
  }

  override async releaseAll(holder: string): Promise<void> {
    await Promise.all(this.heldBy(holder).map((recordId) => this.release(holder, recordId)));
  }

  private async take(holder: string, recordId: string): Promise<boolean> {
    try {
      return (await this.link.commands.eval(RESERVE, 1, keyOf(recordId), holder, LIFE_MS)) === 1;
    } catch (error) {
      this.report(error);
      return false;
    }
  }

  private async renew(): Promise<void> {
    await Promise.all(this.held().map(([recordId, holder]) => this.take(holder, recordId)));
  }

  private report(error: unknown): void {
    this.logger.warn(`Record locks are not shared: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
