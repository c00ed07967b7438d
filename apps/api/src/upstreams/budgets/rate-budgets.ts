import { Injectable } from '@nestjs/common';
import { SharedRedis } from '../../redis';
import { type BudgetSize, ProcessRateBudget, type RateBudget, realTime } from '../http';
import { SharedRateBudget } from './shared-rate-budget';

/** Makes the budgets of calls to upstreams: shared through Redis where there is one, else of this process. */
@Injectable()
export class RateBudgets {
  constructor(private readonly redis: SharedRedis) {}

  /** @param upstream all processes that name it have one budget together */
  create(upstream: string, size: BudgetSize): RateBudget {
    const own = new ProcessRateBudget(realTime, size);
    const { commands } = this.redis;
    return commands ? new SharedRateBudget(commands, `upstream-budget:${upstream}`, size, own) : own;
  }
}
