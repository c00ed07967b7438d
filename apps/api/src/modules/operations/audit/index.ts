export { AuditPermission } from './audit.permissions';
export { AuditReaderModule } from './audit-reader.module';
