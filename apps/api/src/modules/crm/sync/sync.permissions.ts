import { definePermissions } from '@app/kernel';

const category = {
  key: 'sync',
  name: 'Sync Permissions',
  description: 'Permissions for what is kept of ConnectWise',
};

export const SyncPermission = definePermissions('sync', category, {
  run: { description: 'Sync a resource from ConnectWise now' },
  fetch: { description: 'See how fresh what is kept of ConnectWise is' },
});
