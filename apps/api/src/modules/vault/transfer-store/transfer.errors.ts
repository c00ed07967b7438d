import { defineErrors } from '@app/kernel';

export const TransferError = defineErrors('credentialTransfer', {
  gone: { status: 410, message: 'The file is gone', name: 'CredentialTransferGone' },
});
