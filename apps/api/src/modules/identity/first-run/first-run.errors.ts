import { defineErrors } from '@app/kernel';

export const FirstRunError = defineErrors('setup', {
  tokenRequired: { status: 403, message: 'This needs the set-up token that was printed at the start' },
});
