import { Module } from '@nestjs/common';
import { AuditReaderModule } from './audit';
import { JobRoutesModule } from './jobs';
import { MasterKeyModule } from './master-key';
import { RateLimitsModule } from './rate-limits';
import { UtilityModule } from './utility';

/** What the people who run the product need. */
@Module({ imports: [AuditReaderModule, JobRoutesModule, MasterKeyModule, RateLimitsModule, UtilityModule] })
export class OperationsModule {}
