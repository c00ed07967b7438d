import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { AppConfig } from '../config';

/** A Redis that has fallen silent is as good as away: nobody waits longer for a command, */
const COMMAND_TIMEOUT_MS = 500;
/** and the connection is given up, so that later ones do not wait at all. */
const SOCKET_TIMEOUT_MS = 2_000;

/** The connection of this process to what all processes keep in Redis, where one is configured. */
@Injectable()
export class SharedRedis implements OnApplicationShutdown {
  /** For commands that whoever sends them can do without: they fail at once while Redis is away. */
  readonly commands?: Redis;

  constructor({ redisUrl }: AppConfig) {
    if (!redisUrl) return;
    const logger = new Logger('Redis');
    this.commands = new Redis(redisUrl, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: COMMAND_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
    });
    this.commands.on('error', (error: Error) => logger.warn(`Redis is not available: ${error.message}`));
  }

  onApplicationShutdown(): void {
    this.commands?.disconnect();
  }
}
