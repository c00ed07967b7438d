import { defineFieldGate, definePermissions, type PermissionCategory } from '@app/kernel';

/** Features with nodes of their own add them to it. */
export const credentialCategory: PermissionCategory = {
  key: 'credential',
  name: 'Credential Permissions',
  description: 'Reading and managing credentials',
};

const { fetch } = definePermissions('credential', credentialCategory, { fetch: { description: 'Fetch a credential' } });

/** Optima API Routes Documentation, section "Credential Routes". */
export const CredentialPermission = {
  fetch,
  ...definePermissions('credential', credentialCategory, {
    fetchMany: { node: 'fetch.many', description: 'List the credentials of a company or type' },
    create: { description: 'Create a credential' },
    update: { description: 'Change a credential and its values' },
    delete: { description: 'Delete a credential with its values and sub-credentials' },
    fieldsFetch: { node: 'fields.fetch', description: 'List field values, secure ones sealed', dependencies: [fetch] },
    fieldsUpdate: { node: 'fields.update', description: 'Change field values by their own operation' },
    secureValuesRead: {
      node: 'secure_values.read',
      description: 'Read secure values in clear',
      dependencies: [fetch],
    },
    subCredentialsFetch: {
      node: 'sub_credentials.fetch',
      description: 'List sub-credentials',
      dependencies: [fetch],
    },
    subCredentialsCreate: {
      node: 'sub_credentials.create',
      description: 'Add a sub-credential',
      dependencies: [fetch],
    },
    subCredentialsDelete: {
      node: 'sub_credentials.delete',
      description: 'Remove a sub-credential',
      dependencies: [fetch],
    },
  }),
};

/** Optima API Routes Documentation, section "Object Type Field-Level Gating", scope `obj.credential`. */
export const credentialGate = defineFieldGate('obj.credential', credentialCategory, [
  'id',
  'name',
  'notes',
  'typeId',
  'companyId',
  'subCredentialOfId',
  'fields',
  'type',
  'company',
  'createdAt',
  'updatedAt',
]);
