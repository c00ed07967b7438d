import { definePermissions } from '@app/kernel';
import { credentialCategory, CredentialPermission } from '../credential-store';

export const ExportPermission = definePermissions('credential', credentialCategory, {
  export: { description: 'Export credentials as CSV', dependencies: [CredentialPermission.fetchMany] },
});
