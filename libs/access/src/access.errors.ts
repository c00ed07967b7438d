import { defineErrors } from '@app/kernel';

export const AccessError = defineErrors('access', {
  escalation: {
    status: 403,
    message: 'You cannot grant, change or remove permissions that you do not hold yourself.',
    name: 'InsufficientPermission',
  },
});
