import { definePermissions } from '@app/kernel';
import { credentialCategory, CredentialPermission } from '../credential-store';

export const LifecyclePermission = definePermissions('credential', credentialCategory, {
  staleFetch: {
    node: 'stale.fetch',
    description: 'List the credentials that expire or are due for rotation',
    dependencies: [CredentialPermission.fetchMany],
  },
});
