import { Param } from '@nestjs/common';
import { one, Route, SurfaceController, surfaces } from '@app/contract';
import { AuditReader } from './audit-reader.service';
import { EcoflowAuditLogPageDto, pageSchema, readPage, toEcoflowAuditLogPageDto } from './audit.ecoflow.dto';
import { AuditPermission } from './audit.permissions';

@SurfaceController(surfaces.ecoflow, { path: 'auditLogs', name: 'audit', tag: 'Audit' })
export class AuditEcoflowController {
  constructor(private readonly reader: AuditReader) {}

  @Route({
    get: '',
    access: [AuditPermission.read],
    returns: one(EcoflowAuditLogPageDto),
    summary: 'Read the newest audit records',
  })
  list() {
    return this.reader.page(1).then(toEcoflowAuditLogPageDto);
  }

  @Route({
    get: ':page',
    access: [AuditPermission.read],
    params: { page: pageSchema },
    returns: one(EcoflowAuditLogPageDto),
    summary: 'Read one page of the audit log',
  })
  listPage(@Param('page') page: string) {
    return this.reader.page(readPage(page)).then(toEcoflowAuditLogPageDto);
  }
}
