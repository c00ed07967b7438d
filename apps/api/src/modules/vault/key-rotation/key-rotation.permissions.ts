import { definePermissions } from '@app/kernel';
import { credentialCategory } from '../credential-store';

export const KeyRotationPermission = definePermissions('credential.key', credentialCategory, {
  rotate: { description: 'Wrap every secret with the newest master key' },
});
