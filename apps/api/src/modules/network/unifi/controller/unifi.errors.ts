import { defineErrors, DomainError, type ErrorDetails } from '@app/kernel';

/** Which one, where there are several. */
const the = ({ controller }: ErrorDetails): string =>
  typeof controller === 'string' ? `The UniFi controller ${controller}` : 'The UniFi controller';

const that = (rest: string) => (facts: ErrorDetails) => `${the(facts)} ${rest}`;

/** Names the upstream and what became of the call; never what was sent along to sign in. */
export const UnifiError = defineErrors('unifi', {
  notConfigured: {
    status: 503,
    message: (facts) =>
      facts.controller === undefined ? 'UniFi is not configured' : `${the(facts)} is not configured`,
  },
  unavailable: { status: 503, message: that('has failed repeatedly and is left alone for a moment') },
  busy: { status: 503, message: that('has too many calls waiting') },
  rateLimited: { status: 503, message: that('takes no more calls for now') },
  timeout: { status: 504, message: that('did not answer in time') },
  unreachable: { status: 502, message: that('could not be reached') },
  untrusted: {
    status: 502,
    message: that('shows a certificate that is not trusted, so that nothing was sent to it'),
  },
  failed: { status: 502, message: that('answered with a failure of its own') },
  unreadable: { status: 502, message: that('gave an answer that cannot be read') },
  unrecognised: { status: 502, message: (facts) => `What answers is not ${lower(the(facts))}` },
  refused: { status: 502, message: that('refused the credentials of this server') },
  secondFactor: { status: 502, message: that('asks for a second factor: use a local account without') },
  forbidden: { status: 502, message: that('does not let the account of this server do this') },
  rejected: {
    status: 502,
    message: (facts) => {
      const code = typeof facts.upstreamCode === 'string' ? ` (${facts.upstreamCode})` : '';
      return `${the(facts)} rejected the request${code}`;
    },
  },
  invalid: { status: 400, message: that('finds a value invalid') },
  siteNotFound: { status: 404, message: that('has no such site') },
  notFound: { status: 404, message: that('has no such record') },
});

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Whether the controller has no such record. */
export const isMissing = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.code === UnifiError.notFound().code;

const factories = new Map(Object.values(UnifiError).map((make) => [make().code, make]));

/** The same failure with the name of the controller that it is of. */
export function ofController(error: unknown, controller: string): unknown {
  if (!(error instanceof DomainError)) return error;
  return factories.get(error.code)?.({ ...error.details, controller }) ?? error;
}
