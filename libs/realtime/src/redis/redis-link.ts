import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';

const COMMAND_TIMEOUT_MS = 1_000;
const CHANNEL = 'broadcast';

/** The connections of this process to the Redis that it shares with the others. */
export class RedisLink implements OnApplicationShutdown {
  /** For commands. They fail at once while Redis is away. */
  readonly commands: Redis;
  /** Listens. It waits for Redis and then listens on. */
  readonly listener: Redis;
  /** Where the processes of this installation talk; Redis knows no prefix for channels. */
  readonly channel: string;
  private readonly logger = new Logger('Redis');

  constructor(url: string) {
    this.commands = this.connect(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: COMMAND_TIMEOUT_MS,
    });
    this.listener = this.connect(url, { maxRetriesPerRequest: null });
    this.channel = `${this.commands.options.keyPrefix ?? ''}${CHANNEL}`;
  }

  onApplicationShutdown(): void {
    this.commands.disconnect();
    this.listener.disconnect();
  }

  private connect(url: string, options: RedisOptions): Redis {
    const redis = new Redis(url, options);
    redis.on('error', (error: Error) => this.logger.warn(`Redis is not available: ${error.message}`));
    return redis;
  }
}
