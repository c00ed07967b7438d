import { StreamableFile } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { RequestHandler, Response } from 'express';
import { RouteIndex } from '../routing/route-index';
import type { HttpMethod } from '../routing/route-spec';
import { JsonParts } from './json-text';

/** What Nest calls with the path and handler of each route. */
type Registration = [handler: RequestHandler] | [path: unknown, handler: RequestHandler];

/**
 * Finds routes by an index, and answers without Express's `json()`, which computes an ETag and negotiates: more work than
 * many a handler. API answers are never conditional, so a JSON text with its length is sent directly.
 */
export class LeanExpressAdapter extends ExpressAdapter {
  private index?: RouteIndex;

  override get(...route: Registration): void {
    this.add('get', route);
  }

  override post(...route: Registration): void {
    this.add('post', route);
  }

  override put(...route: Registration): void {
    this.add('put', route);
  }

  override patch(...route: Registration): void {
    this.add('patch', route);
  }

  override delete(...route: Registration): void {
    this.add('delete', route);
  }

  override reply(response: Response, body: unknown, statusCode?: number): void {
    if (statusCode) response.statusCode = statusCode;
    // Answers carry tokens and what one person may see: no cache on the way keeps them (RFC 6749, 5.1).
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
    if (body === undefined || body === null) {
      if (response.statusCode !== 204) response.setHeader('content-length', 0);
      response.end();
      return;
    }
    // What a handler returns as a stream arrives here as a file. Failing on the way, it is cut off: no part looks whole.
    if (body instanceof StreamableFile) {
      super.reply(response, body, statusCode);
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

  private add(method: HttpMethod, [path, handler]: Registration): void {
    if (typeof path !== 'string' || !handler) throw new Error('A route has one path');
    this.routes.add(method, path, handler);
  }

  /** Stands where the first route would: behind all middleware. */
  private get routes(): RouteIndex {
    if (!this.index) {
      this.index = new RouteIndex();
      this.use(this.index.handle);
    }
    return this.index;
  }
}

/** In one go, as one text would be. */
function sendParts(response: Response, body: JsonParts): void {
  response.setHeader('content-length', body.byteLength);
  response.cork();
  for (const part of body.parts) response.write(part);
  response.end();
}
