import { Module } from '@nestjs/common';
import { AuditReader } from './audit-reader.service';
import { AuditEcoflowController } from './audit.ecoflow.controller';
import { AuditOptimaController } from './audit.optima.controller';
import { AuditRepository } from './audit.repository';
import { LiveAuditLog } from './live-audit-log';

@Module({
  controllers: [AuditOptimaController, AuditEcoflowController],
  providers: [AuditReader, AuditRepository, LiveAuditLog],
})
export class AuditReaderModule {}
