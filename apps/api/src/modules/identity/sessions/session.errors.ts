import { defineErrors } from '@app/kernel';

export const SessionError = defineErrors('auth', {
  /** One text for every refusal: what exactly was wrong with the token is nobody's business. */
  refreshRefused: { status: 401, message: 'Unauthorized' },
  sessionRequired: { status: 403, message: 'This needs the session of a login, not a personal access token' },
});
