import { defineErrors } from '@app/kernel';

export const MailError = defineErrors('mail', {
  notSent: { status: 502, message: 'The e-mail could not be sent' },
});
