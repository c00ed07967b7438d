import { defineErrors } from '@app/kernel';

export const OidcError = defineErrors('oidc', {
  signInExpired: { status: 400, message: 'The sign-in has expired or is unknown', name: 'SignInExpired' },
  signInRefused: { status: 400, message: 'The identity provider refused the sign-in', name: 'SignInRefused' },
  clientGone: { status: 400, message: 'Nobody waits for this sign-in any more', name: 'SignInAbandoned' },
  signUpClosed: { status: 403, message: 'Sign-up is closed', name: 'SignUpClosed' },
  tenantRefused: { status: 403, message: 'Your organization may not sign in here', name: 'TenantRefused' },
  userDisabled: { status: 403, message: 'The user is disabled', name: 'UserDisabled' },
  accountExists: {
    status: 403,
    message: 'A user with this e-mail address exists. Sign in as that user first to link this identity.',
    name: 'AccountExists',
  },
  identityTaken: {
    status: 403,
    message: 'You cannot link this identity: somebody else signs in with it',
    name: 'IdentityTaken',
  },
  identityLinked: {
    status: 409,
    message: 'This identity is linked to another user; unlink it there first',
    name: 'IdentityLinked',
  },
  identityUnknown: { status: 404, message: 'The user has no such identity', name: 'IdentityNotFound' },
  otherBrowser: {
    status: 403,
    message: 'An identity can only be linked in the browser that asked for it',
    name: 'OtherBrowser',
  },
});
