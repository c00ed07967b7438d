import { defineFieldGate, definePermissions, type PermissionCategory } from '@app/kernel';

const roleCategory: PermissionCategory = {
  key: 'role',
  name: 'Role Permissions',
  description: 'Reading and managing roles and what they grant',
};

/** Optima API Routes Documentation, section "Role Routes". */
export const RolePermission = definePermissions('role', roleCategory, {
  read: { description: 'Fetch a role, and the registry of permission nodes' },
  list: { description: 'List all roles' },
  create: { description: 'Create a role' },
  modify: { description: "Change a role's title, moniker or permissions" },
  delete: { description: 'Delete a role and take it from everyone who has it' },
});

/** Optima API Routes Documentation, section "Object Type Field-Level Gating", scope `obj.role`. */
export const roleGate = defineFieldGate('obj.role', roleCategory, [
  'id',
  'title',
  'moniker',
  'permissions',
  'createdAt',
  'updatedAt',
]);
