import type { FieldDefinition } from '../../../apps/api/src/modules/vault/credential-types';

/** A user name in clear, two sealed values and a place for sub-credentials. */
export const LOGIN_FIELDS: FieldDefinition[] = [
  { id: 'username', name: 'User name', required: false, secure: false, valueType: 'plain_text' },
  { id: 'password', name: 'Password', required: false, secure: true, valueType: 'password' },
  { id: 'pin', name: 'PIN', required: false, secure: true, valueType: 'generic_secret' },
  { id: 'tunnels', name: 'Tunnels', required: false, secure: false, valueType: 'multi_credential', subFields: [] },
];
