import { CommonError, DomainError } from '@app/kernel';
import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';

const CONFLICTS = new Set([
  '23505', // unique_violation
  '23503', // foreign_key_violation: the other row went away, or is still in use
  '23P01', // exclusion_violation
]);

const BAD_VALUES = new Set([
  '22001', // string_data_right_truncation
  '22003', // numeric_value_out_of_range
  '22007', // invalid_datetime_format
  '22008', // datetime_field_overflow
  '22021', // character_not_in_repertoire: U+0000 in a text
  '22P02', // invalid_text_representation
  '22P05', // untranslatable_character: \u0000 inside jsonb
]);

const TRANSIENT = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

const UNAVAILABLE = new Set([
  '53300', // too_many_connections
  '55P03', // lock_not_available
  '57014', // query_canceled: a statement timeout
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
const CONNECTION_EXCEPTION_CLASS = '08';

/** pg and its pool throw plain errors without a code when a connection is lost or cannot be had. */
const CONNECTION_TEXTS = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
];

const rootOf = (error: unknown): unknown => {
  if (error instanceof DomainError && error.cause !== undefined) return rootOf(error.cause);
  return error instanceof QueryFailedError ? error.driverError : error;
};

/** The SQLSTATE, or Node's code of a failed connection (of the first address, when a host has several). */
const codeOf = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'errors' in error && Array.isArray(error.errors) ? codeOf(error.errors[0]) : undefined;
};

const isConnectionTrouble = (error: unknown, code: string | undefined): boolean => {
  if (code) return UNAVAILABLE.has(code) || code.startsWith(CONNECTION_EXCEPTION_CLASS);
  return error instanceof Error && CONNECTION_TEXTS.some((text) => error.message.startsWith(text));
};

/** True for failures that the same transaction, run once more, may not meet again. */
export const isTransient = (error: unknown): boolean => TRANSIENT.has(codeOf(rootOf(error)) ?? '');

/** True when the database could not be reached or closed the connection. */
export const isConnectionLost = (error: unknown): boolean => {
  const root = rootOf(error);
  return isConnectionTrouble(root, codeOf(root));
};

const definitionFor = (error: unknown): DomainError | undefined => {
  const code = codeOf(error);
  if (code && CONFLICTS.has(code)) return CommonError.conflict();
  if (code && BAD_VALUES.has(code)) return CommonError.validation();
  if (code && TRANSIENT.has(code)) return CommonError.unavailable({ retryAfter: 1 });
  return isConnectionTrouble(error, code) ? CommonError.unavailable({ retryAfter: 1 }) : undefined;
};

/**
 * The one translation of database errors: conflicts 409, values that PostgreSQL refuses 400, lost races and lost
 * connections 503. A DomainError is returned as it is; undefined means a fault of ours (500). The original stays in
 * `cause`, for the log only.
 */
export const toDomainError = (error: unknown): DomainError | undefined => {
  if (error instanceof DomainError) return error;
  const mapped = definitionFor(rootOf(error));
  if (mapped) mapped.cause = error;
  return mapped;
};

/**
 * Whether an error, mapped or not, is the violation of a named constraint or unique index, so that a service can tell
 * a taken login from a taken e-mail: `if (violates(error, 'users_email_key')) throw UserError.emailTaken()`.
 */
export const violates = (error: unknown, constraint: string): boolean => {
  const root = rootOf(error);
  return root instanceof DatabaseError && root.constraint === constraint;
};
