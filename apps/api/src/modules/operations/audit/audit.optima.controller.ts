import { Query } from '@nestjs/common';
import { cursor, one, Route, SurfaceController, surfaces } from '@app/contract';
import { AuditReader } from './audit-reader.service';
import {
  AuditChainReportDto,
  AuditQueryDto,
  AuditRecordDto,
  toAuditChainReportDto,
  toAuditFilter,
  toAuditPage,
} from './audit.dto';
import { AuditPermission } from './audit.permissions';

@SurfaceController(surfaces.optima, { path: 'audit', name: 'audit', tag: 'Audit' })
export class AuditOptimaController {
  constructor(private readonly reader: AuditReader) {}

  @Route({
    get: '',
    access: [AuditPermission.read],
    returns: cursor(AuditRecordDto),
    summary: 'Read the audit log',
    description: 'Newest first. All filters given must hold.',
    message: 'Audit Log Fetched Successfully!',
  })
  list(@Query() query: AuditQueryDto) {
    return this.reader.search(toAuditFilter(query), query.cursor, query.limit).then(toAuditPage);
  }

  @Route({
    post: 'verify',
    access: [AuditPermission.verify],
    returns: one(AuditChainReportDto),
    summary: 'Verify the chain of the audit log',
    description: 'Recomputes the hash of every sealed record and the signature of every checkpoint.',
    message: 'Audit Log Verified Successfully!',
  })
  verify() {
    return this.reader.verify().then(toAuditChainReportDto);
  }
}
