import { CommonError } from '@app/kernel';
import type { Request } from 'express';
import type { RouteSpec } from './route-spec';

/** A chunked request says nothing of its length: without a content type it is taken for one that some proxies send empty. */
const hasBody = ({ headers }: Request): boolean =>
  Number(headers['content-length'] ?? 0) > 0 ||
  (headers['transfer-encoding'] !== undefined && headers['content-type'] !== undefined);

/** @throws 415 when the request has a body of a type that the route does not read */
export function assertConsumed(request: Request, { method, consumes }: RouteSpec): void {
  if (method === 'get' || !hasBody(request)) return;
  if (!request.is([...consumes])) throw CommonError.unsupportedMediaType();
}
