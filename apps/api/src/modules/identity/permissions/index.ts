export { PermissionCheckDto, PermissionCheckReportDto, toPermissionCheckReportDto } from './permission.dto';
export { PermissionsModule } from './permissions.module';
