import { definePermissions } from '@app/kernel';
import { credentialCategory } from '../credential-store';

export const GeneratorPermission = definePermissions('credential', credentialCategory, {
  generate: { description: 'Generate a password or passphrase' },
});
