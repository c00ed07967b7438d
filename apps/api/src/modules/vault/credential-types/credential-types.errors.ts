import { defineErrors } from '@app/kernel';

export const CredentialTypeError = defineErrors('credentialType', {
  notFound: {
    status: 404,
    message: ({ identifier }) => `Credential type with identifier '${String(identifier)}' was not found.`,
    name: 'CredentialTypeNotFound',
  },
  nameTaken: {
    status: 409,
    message: 'A credential type with this name already exists.',
    name: 'CredentialTypeNameTaken',
  },
  fieldInUse: {
    status: 409,
    message: ({ field }) =>
      `The field '${String(field)}' holds sub-credentials and must stay a multi-credential field.`,
    name: 'CredentialTypeFieldInUse',
  },
});
