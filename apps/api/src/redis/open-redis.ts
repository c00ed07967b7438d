import type { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';

/** A Redis that has fallen silent is as good as away: nobody waits longer for a command, */
const COMMAND_TIMEOUT_MS = 500;
/** and the connection is given up, so that later ones do not wait at all. */
const SOCKET_TIMEOUT_MS = 2_000;

/** For commands that whoever sends them can do without: they fail at once while Redis is away. */
export function openRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
  });
  redis.on('error', (error: Error) => logger.warn(`Redis is not available: ${error.message}`));
  return redis;
}
