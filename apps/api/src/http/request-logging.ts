import type { MarkedRequest } from '@app/contract';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from './logger';
import { isProbe, routePattern } from './route-pattern';

const LOGGED_HEADERS = ['user-agent', 'content-type', 'content-length'] as const;
const MAX_HEADER_LENGTH = 200;

/**
 * One log line per request when its answer is out or its client has gone, with the id that the answer carries. Stands
 * behind `markRequest`.
 *
 * Documented URLs, headers and bodies carry secrets, so the line is built from an allow-list: method, route pattern,
 * status, duration in milliseconds, surface, user, client address and three harmless headers. pino-http serialises the
 * whole request first, which costs five times as much.
 */
export function requestLogging(logger: Logger): RequestHandler {
  return (request, response, next) => {
    if (!isProbe(request.url)) {
      const startedAt = performance.now();
      response.on('close', () => {
        const facts = line(request, response, Math.round(performance.now() - startedAt));
        if (response.statusCode >= 500) logger.error(facts, 'request failed');
        else logger.info(facts, response.writableFinished ? 'request completed' : 'request aborted');
      });
    }
    next();
  };
}

function line(request: Request, response: Response, durationMs: number) {
  const { requestId, surface, actor } = (request as MarkedRequest).mark;
  return {
    requestId,
    method: request.method,
    route: routePattern(request),
    status: response.statusCode,
    durationMs,
    surface: surface.name,
    userId: actor?.principal?.userId,
    address: actor?.origin.address ?? request.ip,
    headers: harmlessHeaders(request),
  };
}

function harmlessHeaders(request: Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of LOGGED_HEADERS) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = value.slice(0, MAX_HEADER_LENGTH);
  }
  return headers;
}
