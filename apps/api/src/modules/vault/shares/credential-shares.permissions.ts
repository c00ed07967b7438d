import { definePermissions } from '@app/kernel';
import { credentialCategory, CredentialPermission } from '../credential-store';

const { fetch, secureValuesRead } = CredentialPermission;

export const CredentialSharePermission = definePermissions('credential', credentialCategory, {
  share: {
    description: 'Share values by a link that opens once, see and revoke such links',
    dependencies: [fetch, secureValuesRead],
  },
});

/** What sharing asks for, of a link's author until it is opened. */
export const SHARING = [fetch, secureValuesRead, CredentialSharePermission.share] as const;
