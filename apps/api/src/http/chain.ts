import type { NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Middleware that every request passes, as one. To Express each is a route of its own, which it matches against the path,
 * and that costs more than most of them do.
 */
export function chain(...handlers: readonly RequestHandler[]): RequestHandler {
  const step = (place: number, request: Request, response: Response, next: NextFunction): void => {
    const handler = handlers[place];
    if (!handler) {
      next();
      return;
    }
    run(handler, request, response, (error?: unknown) => {
      if (error === undefined) step(place + 1, request, response, next);
      else next(error);
    });
  };
  return (request, response, next) => step(0, request, response, next);
}

/** Errors, thrown now or later, go where Express would pass them: behind an asynchronous step nobody else catches them. */
function run(handler: RequestHandler, request: Request, response: Response, next: NextFunction): void {
  try {
    const pending: unknown = handler(request, response, next);
    if (pending instanceof Promise) pending.catch(next);
  } catch (error) {
    next(error);
  }
}
