import { defineErrors } from '@app/kernel';

export const SyncError = defineErrors('sync', {
  unknownResource: {
    status: 404,
    message: ({ resource }) => `Nothing is synced under the name '${String(resource)}'.`,
    name: 'SyncResourceNotFound',
  },
});
