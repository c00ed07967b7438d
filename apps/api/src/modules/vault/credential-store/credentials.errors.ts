import { defineErrors } from '@app/kernel';

export const CredentialError = defineErrors('credential', {
  notFound: {
    status: 404,
    message: ({ identifier }) => `Credential with identifier '${String(identifier)}' was not found.`,
    name: 'CredentialNotFound',
  },
  secureFieldNotFound: {
    status: 404,
    message: ({ fieldId }) => `Secure field not found: ${String(fieldId)}`,
    name: 'SecureFieldNotFound',
  },
  subCredentialNotFound: { status: 404, message: 'Sub-credential not found', name: 'SubCredentialNotFound' },
});
