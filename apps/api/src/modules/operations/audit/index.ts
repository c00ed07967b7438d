export { AuditReaderModule } from './audit-reader.module';
