import { defineFieldGate, definePermissions, type PermissionCategory } from '@app/kernel';

const credentialTypeCategory: PermissionCategory = {
  key: 'credentialType',
  name: 'Credential Type Permissions',
  description: 'Reading and managing what fields a credential has',
};

/** Optima API Routes Documentation, section "Credential Type Routes". */
export const CredentialTypePermission = definePermissions('credential_type', credentialTypeCategory, {
  fetch: { description: 'Fetch a credential type' },
  fetchMany: { node: 'fetch.many', description: 'List all credential types' },
  create: { description: 'Create a credential type' },
  update: { description: 'Change a credential type and its fields' },
  delete: { description: 'Delete a credential type with all its credentials' },
});

/** Optima API Routes Documentation, section "Object Type Field-Level Gating", scope `obj.credentialType`. */
export const credentialTypeGate = defineFieldGate('obj.credentialType', credentialTypeCategory, [
  'id',
  'name',
  'permissionScope',
  'icon',
  'fields',
  'credentialCount',
  'createdAt',
  'updatedAt',
]);
