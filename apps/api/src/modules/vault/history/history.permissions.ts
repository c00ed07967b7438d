import { definePermissions } from '@app/kernel';
import { credentialCategory, CredentialPermission } from '../credential-store';

export const HistoryPermission = definePermissions('credential', credentialCategory, {
  read: {
    node: 'history.read',
    description: 'List the versions of secure values, and read them with the node for secure values',
    dependencies: [CredentialPermission.fetch],
  },
  restore: {
    node: 'history.restore',
    description: 'Make a former version of a secure value the current one',
    dependencies: [CredentialPermission.update],
  },
});
