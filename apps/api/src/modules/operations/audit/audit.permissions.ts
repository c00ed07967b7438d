import { definePermissions, type PermissionCategory } from '@app/kernel';

const auditCategory: PermissionCategory = {
  key: 'audit',
  name: 'Audit Permissions',
  description: 'Reading the audit log and proving that it is whole',
};

export const AuditPermission = definePermissions('audit', auditCategory, {
  read: { description: 'Read the audit log' },
  verify: { description: 'Verify the hash chain of the audit log' },
});
