import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { AppConfig } from '../../config';
import { openRedis } from '../../redis';
import { type BudgetSize, ProcessRateBudget, type RateBudget, realTime } from '../http';
import { SharedRateBudget } from './shared-rate-budget';

/** Makes the budgets of calls to upstreams: shared through Redis where there is one, else of this process. */
@Injectable()
export class RateBudgets implements OnApplicationShutdown {
  private readonly logger = new Logger('Upstreams');
  private readonly redis?: Redis;

  constructor({ redisUrl }: AppConfig) {
    if (redisUrl) this.redis = openRedis(redisUrl, this.logger);
  }

  /** @param upstream all processes that name it have one budget together */
  create(upstream: string, size: BudgetSize): RateBudget {
    const own = new ProcessRateBudget(realTime, size);
    return this.redis ? new SharedRateBudget(this.redis, `upstream-budget:${upstream}`, size, own) : own;
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
