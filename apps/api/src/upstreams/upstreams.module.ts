import { Global, Module } from '@nestjs/common';
import { RateBudgets } from './budgets/rate-budgets';
import { Circuits } from './http';
import { UpstreamMetrics } from './upstream-metrics';

/** What the ways to other systems have in common. */
@Global()
@Module({ providers: [RateBudgets, Circuits, UpstreamMetrics], exports: [RateBudgets, Circuits, UpstreamMetrics] })
export class UpstreamsModule {}
