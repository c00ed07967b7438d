import { CommonError, DomainError } from '@app/kernel';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { OidcError } from './oidc.errors';

/** What a provider answered was wrong for this sign-in: another nonce, issuer, audience or signature, or out of date. */
const REFUSED_CODES = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
]);

const isRefusal = (error: unknown): boolean =>
  error instanceof AuthorizationResponseError ||
  (error instanceof ResponseBodyError && error.error === 'invalid_grant') ||
  (error instanceof ClientError && REFUSED_CODES.has(error.code ?? ''));

/** A failure of openid-client as what it means to the person: refused (400), or the provider is at fault (502). */
export function toOidcFailure(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  return isRefusal(error) ? OidcError.signInRefused() : CommonError.upstream();
}

/** Codes of the failure and its causes, for the log: messages and bodies of a provider may hold what nobody may read. */
export function failureCode(error: unknown): string {
  const codes: string[] = [];
  for (let cause = error; cause instanceof Error && codes.length < 3; cause = cause.cause) {
    const { code, error: oauthError } = cause as { code?: unknown; error?: unknown };
    const known = [oauthError, code].find((value) => typeof value === 'string');
    codes.push(typeof known === 'string' ? known : cause.name);
  }
  return codes.join(' < ') || 'unknown';
}
