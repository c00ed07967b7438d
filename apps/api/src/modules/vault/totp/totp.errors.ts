import { defineErrors } from '@app/kernel';

export const TotpError = defineErrors('totp', {
  noOneTimeCode: {
    status: 409,
    message: ({ fieldId }) => `The secure field '${String(fieldId)}' holds no otpauth://totp/ URI.`,
    name: 'NoOneTimeCode',
  },
});
