import { defineErrors } from '@app/kernel';

export const CryptoError = defineErrors('crypto', {
  unreadable: { status: 500, message: 'A stored secret cannot be read' },
  notEncrypted: { status: 400, message: 'Data is not encrypted or has an invalid format.' },
  busy: { status: 503, message: 'Too many sign-ins at once, please try again' },
  interrupted: { status: 503, message: 'The password could not be checked, please try again' },
});
