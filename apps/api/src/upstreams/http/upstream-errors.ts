import type { DomainError, ErrorDetails } from '@app/kernel';

/** What can become of a call to any upstream. Each upstream defines its own, so that they name it. */
export type UpstreamErrors = Readonly<
  Record<
    'unavailable' | 'busy' | 'rateLimited' | 'timeout' | 'unreachable' | 'failed' | 'unreadable',
    (details?: ErrorDetails) => DomainError
  >
>;
