import { definePermissions } from '@app/kernel';
import { credentialCategory, CredentialPermission } from '../credential-store';

export const ImportPermission = definePermissions('credential', credentialCategory, {
  import: { description: 'Create credentials from a CSV file', dependencies: [CredentialPermission.create] },
});
