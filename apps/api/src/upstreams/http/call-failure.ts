import type { DomainError } from '@app/kernel';
import type { UpstreamErrors } from './upstream-errors';

/** Why one exchange failed, and what that means for another try. */
export class CallFailure extends Error {
  private constructor(
    /** What the caller is told when no further try is made. */
    readonly error: DomainError,
    /** Whether the upstream is to blame, so that calls that may have had an effect are not repeated. */
    readonly ill: boolean,
    readonly retryAfterMs: number | undefined,
  ) {
    super(error.message);
  }

  /** Refused before anything was done: any call may be repeated. */
  static throttled(errors: UpstreamErrors, retryAfterMs?: number): CallFailure {
    const retryAfter = retryAfterMs === undefined ? undefined : Math.ceil(retryAfterMs / 1000);
    return new CallFailure(errors.rateLimited({ retryAfter }), false, retryAfterMs);
  }

  static ill(error: DomainError, retryAfterMs?: number): CallFailure {
    return new CallFailure(error, true, retryAfterMs);
  }
}
