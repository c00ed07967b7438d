import { definePermissions, type PermissionCategory } from '@app/kernel';

const credentialCategory: PermissionCategory = {
  key: 'credential',
  name: 'Credential Permissions',
  description: 'Reading and managing credentials',
};

export const GeneratorPermission = definePermissions('credential', credentialCategory, {
  generate: { description: 'Generate a password or passphrase' },
});
