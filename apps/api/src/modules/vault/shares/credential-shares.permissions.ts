import { definePermissions } from '@app/kernel';
import { credentialCategory, CredentialPermission } from '../credential-store';

export const CredentialSharePermission = definePermissions('credential', credentialCategory, {
  share: {
    description: 'Share values by a link that opens once, see and revoke such links',
    dependencies: [CredentialPermission.fetch, CredentialPermission.secureValuesRead],
  },
});
