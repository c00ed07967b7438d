import { defineErrors } from '@app/kernel';

export const RoleError = defineErrors('role', {
  notFound: {
    status: 404,
    message: ({ identifier }) => `Role with identifier '${String(identifier)}' was not found.`,
    name: 'RoleNotFound',
  },
  monikerTaken: { status: 409, message: 'A role with this moniker already exists.', name: 'RoleMonikerTaken' },
  grantsEverything: { status: 409, message: 'The default role, which grants everything, cannot be deleted.' },
  seeded: {
    status: 409,
    message: ({ moniker }) => `The role '${String(moniker)}' belongs to every installation and keeps its moniker.`,
    name: 'SeededRole',
  },
});
