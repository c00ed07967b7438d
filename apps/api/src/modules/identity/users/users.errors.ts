import { defineErrors } from '@app/kernel';

export const UserError = defineErrors('user', {
  notFound: {
    status: 404,
    message: ({ identifier }) => `User with identifier '${String(identifier)}' was not found.`,
    name: 'UserNotFound',
  },
  loginTaken: { status: 409, message: 'A user with this login name already exists.', name: 'LoginTaken' },
  emailTaken: { status: 409, message: 'A user with this e-mail address already exists.', name: 'EmailTaken' },
  permanent: {
    status: 409,
    message: 'The permanent administrator cannot be disabled or deleted.',
    name: 'PermanentUser',
  },
  oneself: { status: 409, message: 'You cannot disable or delete your own account.', name: 'OwnAccount' },
  rolesRefused: {
    status: 403,
    message: 'You do not have permission to modify roles on another user.',
    name: 'InsufficientPermission',
  },
  permissionsRefused: {
    status: 403,
    message: 'You do not have permission to modify permissions on another user.',
    name: 'InsufficientPermission',
  },
  signUpClosed: { status: 403, message: 'New users cannot register here.' },
});
