import { defineErrors } from '@app/kernel';

export const ExportError = defineErrors('credentialExport', {
  notFound: {
    status: 404,
    message: ({ identifier }) => `Export with identifier '${String(identifier)}' was not found.`,
    name: 'CredentialExportNotFound',
  },
  notReady: { status: 409, message: 'The export has not finished yet.', name: 'CredentialExportNotReady' },
  scopeMissing: {
    status: 403,
    message: ({ node }) => `Reading secure values of these credentials needs ${String(node)}`,
    name: 'InsufficientPermissions',
  },
});
