import { Global, Module } from '@nestjs/common';
import { UpstreamMetrics } from './upstream-metrics';

@Global()
@Module({ providers: [UpstreamMetrics], exports: [UpstreamMetrics] })
export class UpstreamsModule {}
