import { Global, Module } from '@nestjs/common';
import { RateBudgets } from './budgets/rate-budgets';
import { UpstreamMetrics } from './upstream-metrics';

/** What the ways to other systems have in common. */
@Global()
@Module({ providers: [RateBudgets, UpstreamMetrics], exports: [RateBudgets, UpstreamMetrics] })
export class UpstreamsModule {}
