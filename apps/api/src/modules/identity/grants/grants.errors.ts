import { defineErrors } from '@app/kernel';

export const GrantError = defineErrors('grant', {
  lastAdministrator: {
    status: 409,
    message: 'The last administrator cannot be removed, disabled or demoted.',
    name: 'LastAdministrator',
  },
});
