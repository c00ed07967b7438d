import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { ownerOf } from '../routing/path-owner';
import { surfaces } from '../surfaces';
import type { MarkedRequest } from './request-mark';

const REQUEST_ID = /^[A-Za-z0-9-]{1,64}$/;

/** A client's `x-request-id` when it is harmless, else a new one: 32 hex digits. */
const requestIdOf = (request: Request): string => {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID().replaceAll('-', '');
};

/** `GET http://host/path` means what `GET /path` does (RFC 9112, 3.2.2). */
const ABSOLUTE_FORM = /^https?:\/\/[^/?]*/i;

/** Encoded letters, digits, `-`, `_`, `~` and `@`. Dots stay as sent, so that `%2e%2e` never becomes a way up. */
const NEEDLESSLY_ENCODED = /%(?:2d|3\d|4[0-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])/gi;

/** The router compares literally, but clients may encode what need not be: `%40me` is `@me` (RFC 3986, 6.2.2.2). */
const normalized = (path: string): string => path.replace(NEEDLESSLY_ENCODED, decodeURIComponent);

/**
 * The first handler of every request: gives it an id, decides whose contract answers it, and rewrites a
 * client-compatible mount to the documented path. A rewritten request keeps its mark, which the guard checks against the
 * handler's surface, so it can never reach another surface's controller.
 */
export function markRequest(request: Request, response: Response, next: NextFunction): void {
  const requestId = requestIdOf(request);
  request.url = request.url.replace(ABSOLUTE_FORM, '') || '/';
  const question = request.url.indexOf('?');
  const path = question < 0 ? request.url : request.url.slice(0, question);
  const owner = ownerOf(request.method, path);
  (request as MarkedRequest).mark = { requestId, surface: surfaces[owner.surface], dialect: owner.dialect };
  response.setHeader('x-request-id', requestId);
  const target = normalized(owner.path ?? path);
  if (target !== path) request.url = question < 0 ? target : target + request.url.slice(question);
  next();
}
