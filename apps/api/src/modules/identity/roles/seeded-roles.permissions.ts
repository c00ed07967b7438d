import { EVERYBODY } from '../grants';

/** Anybody may become one where sign-up is open, so it shows nothing of other people. */
const viewer = [
  ...[...EVERYBODY, 'server.status.read', 'company.fetch', 'company.fetch.many'],
  // Without `cw_Data`, which holds the contacts of a company.
  ...['obj.company.id', 'obj.company.name', 'obj.company.cw_CompanyId', 'obj.company.cw_Identifier'],
];

const operator = [
  ...[...viewer, 'role.read', 'role.list', 'obj.role.*', 'user.read.other', 'user.list.other'],
  ...['company.fetch.address', 'company.fetch.contacts', 'obj.company.*'],
  // No secret: neither sealed values nor reading them.
  ...['credential.fetch', 'credential.fetch.many', 'credential.sub_credentials.fetch', 'obj.credential.*'],
  ...['credential_type.fetch', 'credential_type.fetch.many', 'obj.credentialType.*'],
];

/** The roles of a new installation, by moniker. Later areas add theirs by migration. */
export const SEEDED_ROLES = {
  admin: { title: 'Administrator', permissions: ['*'] },
  operator: { title: 'Operator', permissions: operator },
  viewer: { title: 'Viewer', permissions: viewer },
} as const satisfies Record<string, { title: string; permissions: readonly string[] }>;

/** Whether the product itself finds this role by its moniker, so that it has to stay. */
export const isSeeded = (moniker: string): boolean => Object.hasOwn(SEEDED_ROLES, moniker);
