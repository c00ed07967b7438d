import type { Response } from 'express';
import { JsonParts } from './json-text';

/** Answers carry tokens and what one person may see: no cache on the way keeps them (RFC 6749, 5.1). */
export function forbidCaching(response: Response): void {
  if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
}

/**
 * Sends a body without Express's `json()`, which computes an ETag and negotiates: more work than many a handler. API
 * answers are never conditional, so a JSON text with its length is sent directly.
 */
export function send(response: Response, body: unknown, statusCode?: number): void {
  if (statusCode) response.statusCode = statusCode;
  forbidCaching(response);
  if (body === undefined || body === null) {
    if (response.statusCode !== 204) response.setHeader('content-length', 0);
    response.end();
    return;
  }
  if (body instanceof JsonParts) {
    sendParts(response, body);
    return;
  }
  const isText = typeof body === 'string';
  const content = isText ? body : JSON.stringify(body);
  if (!response.hasHeader('content-type')) {
    response.setHeader('content-type', isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8');
  }
  response.setHeader('content-length', Buffer.byteLength(content));
  response.end(content);
}

/** In one go, as one text would be. */
function sendParts(response: Response, body: JsonParts): void {
  response.setHeader('content-length', body.byteLength);
  response.cork();
  for (const part of body.parts) response.write(part);
  response.end();
}
