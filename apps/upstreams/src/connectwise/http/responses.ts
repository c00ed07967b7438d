import type { ErrorRequestHandler, Request } from 'express';
import { ApiError } from './api-error';

/** The id in a path. @returns -1, which no record has, for what is no number */
export function idOf(request: Request, name: string): number {
  const text = String(request.params[name]);
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}

export const queryOf = (request: Request): URLSearchParams => new URL(request.originalUrl, 'http://host').searchParams;

/** Express calls a handler an error handler by its four parameters. */
export const errorHandler =
  (onFault: (error: unknown) => void): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    if (error instanceof ApiError) {
      response.status(error.status).json(error.body);
      return;
    }
    if (error instanceof SyntaxError) {
      response.status(400).json(new ApiError(400, 'InvalidJson', 'The body is not valid JSON').body);
      return;
    }
    onFault(error);
    response.status(500).json(new ApiError(500, 'InternalError', 'Internal error').body);
  };
