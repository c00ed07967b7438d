import { defineErrors } from '@app/kernel';

/** Names the upstream and what became of the call; never what was sent along to sign in. */
export const ConnectWiseError = defineErrors('connectwise', {
  notConfigured: { status: 503, message: 'ConnectWise is not configured' },
  unavailable: { status: 503, message: 'ConnectWise has failed repeatedly and is left alone for a moment' },
  busy: { status: 503, message: 'Too many calls to ConnectWise are waiting' },
  rateLimited: { status: 503, message: 'ConnectWise takes no more calls for now' },
  timeout: { status: 504, message: 'ConnectWise did not answer in time' },
  unreachable: { status: 502, message: 'ConnectWise could not be reached' },
  failed: { status: 502, message: 'ConnectWise answered with a failure of its own' },
  unreadable: { status: 502, message: 'ConnectWise gave an answer that cannot be read' },
  refused: { status: 502, message: 'ConnectWise refused the credentials of this server' },
  rejected: { status: 502, message: 'ConnectWise rejected the request' },
  notFound: { status: 404, message: 'ConnectWise has no such record' },
  unsearchable: { status: 400, message: 'The text holds characters that ConnectWise cannot search for' },
  tooLong: { status: 400, message: 'The search is too long for ConnectWise' },
});
