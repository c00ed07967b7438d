import { defineFieldGate, definePermissions, type PermissionCategory } from '@app/kernel';

const userCategory: PermissionCategory = {
  key: 'user',
  name: 'User Permissions',
  description: 'The own account, and reading and managing other users',
};

/** Optima API Routes Documentation, section "User Routes"; `create` and `toggle` belong to the EcoFlowJS HTTP API. */
export const UserPermission = definePermissions('user', userCategory, {
  read: { description: 'Fetch the own account and test own permissions' },
  write: { description: 'Change the own profile and password' },
  readOther: { node: 'read.other', description: 'Fetch another user and test their permissions' },
  listOther: { node: 'list.other', description: 'List all users' },
  writeOther: { node: 'write.other', description: 'Change another user' },
  rolesOther: { node: 'roles.other', description: 'Choose the roles of another user' },
  permissionsOther: { node: 'permissions.other', description: 'Choose the direct permissions of another user' },
  createOther: { node: 'create.other', description: 'Create a user' },
  toggleOther: { node: 'toggle.other', description: 'Enable or disable another user' },
  deleteOther: { node: 'delete.other', description: 'Delete another user' },
});

/** Optima API Routes Documentation, section "Object Type Field-Level Gating", scope `obj.user`. */
export const userGate = defineFieldGate('obj.user', userCategory, [
  'id',
  'name',
  'email',
  'login',
  'image',
  'roles',
  'createdAt',
  'updatedAt',
]);
