import type { MarkedRequest } from '@app/contract';
import type { Request, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import { logSerializers } from './error-serializer';
import type { Logger } from './logger';
import { isProbe, routePattern } from './route-pattern';

const markOf = (request: Request) => (request as MarkedRequest).mark;

/** pino-http serialises the whole request into a child logger, even where nothing logs with it. */
const unlogged = { req: () => undefined };

const LOGGED_HEADERS = ['user-agent', 'content-type', 'content-length'] as const;
const MAX_HEADER_LENGTH = 200;

/**
 * One log line per answered request, with the id that the answer carries. Stands behind `markRequest`.
 *
 * Documented URLs, headers and bodies carry secrets, so the line is built from an allow-list: method, route pattern,
 * status, duration in milliseconds, surface, user, client address and three harmless headers.
 */
export function requestLogging(logger: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger,
    // pino-http would put its own in place, which log every property of an error.
    serializers: { ...logSerializers, ...unlogged },
    wrapSerializers: false,
    genReqId: (request) => markOf(request).requestId,
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    autoLogging: { ignore: (request) => isProbe(request.url) },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessObject: (request, response, { responseTime }: Timing) => line(request, response, responseTime),
    customErrorObject: (request, response, _error, { responseTime }: Timing) => ({
      ...line(request, response, responseTime),
      ...(response.err && { err: response.err }),
    }),
    customErrorMessage: () => 'request failed',
  });
}

interface Timing {
  responseTime: number;
}

function line(request: Request, response: Response, durationMs: number) {
  const { surface, actor } = markOf(request);
  return {
    method: request.method,
    route: routePattern(request),
    status: response.statusCode,
    durationMs,
    surface: surface.name,
    userId: actor?.principal?.userId,
    address: request.ip,
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
