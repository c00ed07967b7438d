import { defineErrors } from '@app/kernel';

/** One answer for everything that is not authentic: it does not tell how to do better. */
export const CallbackError = defineErrors('callback', {
  refused: { status: 401, message: 'The callback is not authentic.', name: 'CallbackRefused' },
  /** 429, since ConnectWise sends a callback again after that, and not after a 5xx. */
  postponed: {
    status: 429,
    message: 'The signing key cannot be fetched for the moment.',
    name: 'CallbackPostponed',
  },
});
