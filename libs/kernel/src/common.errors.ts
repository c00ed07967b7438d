import { defineErrors } from './domain-error';

/** Errors that belong to no single area. */
export const CommonError = defineErrors('common', {
  validation: { status: 400, message: 'Validation error' },
  malformed: { status: 400, message: 'The request body is not valid JSON' },
  malformedPath: { status: 400, message: 'The path is not validly encoded' },
  unauthorized: { status: 401, message: 'Unauthorized' },
  forbidden: { status: 403, message: 'Insufficient permissions' },
  notFound: { status: 404, message: 'Resource not found' },
  methodNotAllowed: { status: 405, message: 'Method not allowed' },
  conflict: { status: 409, message: 'The resource already exists or was changed by someone else' },
  tooLarge: { status: 413, message: 'The request body is too large' },
  unsupportedMediaType: { status: 415, message: 'Unsupported content type' },
  tooManyRequests: { status: 429, message: 'Too many requests' },
  internal: { status: 500, message: 'Internal server error' },
  upstream: { status: 502, message: 'An upstream service failed' },
  unavailable: { status: 503, message: 'The service is temporarily unavailable' },
});

/** A 400 that names one field, for rules that no validator can state. `path` starts with `body`, `query` or `params`. */
export const invalidField = (path: (string | number)[], message: string) =>
  CommonError.validation({ issues: [{ path, message }] });
