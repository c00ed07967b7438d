import { Module } from '@nestjs/common';
import { AuditReaderModule } from './audit';
import { RateLimitsModule } from './rate-limits';
import { UtilityModule } from './utility';

/** What the people who run the product need. */
@Module({ imports: [AuditReaderModule, RateLimitsModule, UtilityModule] })
export class OperationsModule {}
