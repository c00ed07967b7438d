import { definePermissions } from '@app/kernel';
import { credentialCategory, CredentialPermission } from '../credential-store';

export const TotpPermission = definePermissions('credential', credentialCategory, {
  read: {
    node: 'totp.read',
    description: 'Read one-time codes, without the seeds they are made of',
    dependencies: [CredentialPermission.fetch],
  },
});
