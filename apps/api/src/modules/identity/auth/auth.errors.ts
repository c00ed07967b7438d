import { defineErrors } from '@app/kernel';

export const AuthError = defineErrors('auth', {
  /** One text, whether the user is unknown or disabled or the password wrong. */
  wrongCredentials: { status: 401, message: 'Wrong username or password' },
  /** 403, since clients answer a 401 by asking for the refresh that just failed. */
  sessionEnded: { status: 403, message: 'The session has ended' },
});
