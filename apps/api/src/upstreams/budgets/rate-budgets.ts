import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { AppConfig } from '../../config';
import { type BudgetSize, ProcessRateBudget, type RateBudget, realTime } from '../http';
import { SharedRateBudget } from './shared-rate-budget';

/** A Redis that has fallen silent is as good as away: a call waits no longer for it, */
const COMMAND_TIMEOUT_MS = 500;
/** and its connection is given up, so that later calls do not wait at all. */
const SOCKET_TIMEOUT_MS = 2_000;

/** Makes the budgets of calls to upstreams: shared through Redis where there is one, else of this process. */
@Injectable()
export class RateBudgets implements OnApplicationShutdown {
  private readonly logger = new Logger('Upstreams');
  private readonly redis?: Redis;

  constructor({ redisUrl }: AppConfig) {
    if (redisUrl) this.redis = this.connect(redisUrl);
  }

  /** @param upstream all processes that name it have one budget together */
  create(upstream: string, size: BudgetSize): RateBudget {
    const own = new ProcessRateBudget(realTime, size);
    return this.redis ? new SharedRateBudget(this.redis, `upstream-budget:${upstream}`, size, own) : own;
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private connect(url: string): Redis {
    const redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: COMMAND_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
    });
    redis.on('error', (error: Error) => this.logger.warn(`Redis is not available: ${error.message}`));
    return redis;
  }
}
