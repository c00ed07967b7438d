import { defineErrors } from '@app/kernel';

export const HistoryError = defineErrors('credentialHistory', {
  versionNotFound: { status: 404, message: 'Version not found', name: 'VersionNotFound' },
  versionIsCurrent: { status: 409, message: 'This version is the current one already.', name: 'VersionIsCurrent' },
  fieldNotSecure: {
    status: 409,
    message: ({ fieldId }) => `'${String(fieldId)}' is no secure field of this credential's type any more.`,
    name: 'FieldNotSecure',
  },
});
