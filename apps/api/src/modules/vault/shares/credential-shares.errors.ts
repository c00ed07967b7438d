import { defineErrors } from '@app/kernel';

/** One error for every reason, so that nobody learns which ids there are or were. */
export const CredentialShareError = defineErrors('credentialShare', {
  notFound: {
    status: 404,
    message: 'The share does not exist, has expired or was opened already',
    name: 'CredentialShareNotFound',
  },
});
