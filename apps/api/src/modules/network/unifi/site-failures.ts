import { CommonError, DomainError } from '@app/kernel';

const AREAS = /^(unifi|unifiSite)\./;
const INVALID = CommonError.validation().code;
const MAX_SENTENCE = 300;

/**
 * Why one site could not be read or changed, as a sentence.
 * @throws what is not the site's fault: the end of the run, a right that was withdrawn, the database
 */
export function failureOf(error: unknown, signal?: AbortSignal): string {
  signal?.throwIfAborted();
  if (!(error instanceof DomainError) || !(AREAS.test(error.code) || error.code === INVALID)) throw error;
  const { message, details } = error;
  const issues = (details.issues ?? []).map((issue) => issue.message);
  return (error.code === INVALID ? issues : [message, ...issues]).join(': ').slice(0, MAX_SENTENCE);
}
