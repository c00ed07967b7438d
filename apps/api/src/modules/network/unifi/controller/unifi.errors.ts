import { defineErrors } from '@app/kernel';

/** Names the upstream and what became of the call; never what was sent along to sign in. */
export const UnifiError = defineErrors('unifi', {
  notConfigured: { status: 503, message: 'UniFi is not configured' },
  unavailable: { status: 503, message: 'The UniFi controller has failed repeatedly and is left alone for a moment' },
  busy: { status: 503, message: 'Too many calls to the UniFi controller are waiting' },
  rateLimited: { status: 503, message: 'The UniFi controller takes no more calls for now' },
  timeout: { status: 504, message: 'The UniFi controller did not answer in time' },
  unreachable: { status: 502, message: 'The UniFi controller could not be reached' },
  untrusted: { status: 502, message: 'The certificate of the UniFi controller is not trusted' },
  failed: { status: 502, message: 'The UniFi controller answered with a failure of its own' },
  unreadable: { status: 502, message: 'The UniFi controller gave an answer that cannot be read' },
  unrecognised: { status: 502, message: 'What answers is no UniFi controller' },
  refused: { status: 502, message: 'The UniFi controller refused the credentials of this server' },
  secondFactor: { status: 502, message: 'The UniFi controller asks for a second factor: use a local account without' },
  forbidden: { status: 502, message: 'The account of this server may not do this on the UniFi controller' },
  rejected: {
    status: 502,
    message: ({ upstreamCode }) => {
      const code = typeof upstreamCode === 'string' ? ` (${upstreamCode})` : '';
      return `The UniFi controller rejected the request${code}`;
    },
  },
  invalid: { status: 400, message: 'The UniFi controller finds a value invalid' },
  siteNotFound: { status: 404, message: 'The UniFi controller has no such site' },
  notFound: { status: 404, message: 'The UniFi controller has no such record' },
});
