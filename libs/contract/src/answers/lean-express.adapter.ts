import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';

/**
 * Express's `json()` computes an ETag and negotiates per answer, which costs more than many handlers. API answers are
 * never conditional, so a JSON text with its length is sent directly.
 */
export class LeanExpressAdapter extends ExpressAdapter {
  override reply(response: Response, body: unknown, statusCode?: number): void {
    if (statusCode) response.statusCode = statusCode;
    // Answers carry tokens and what one person may see: no cache on the way keeps them (RFC 6749, 5.1).
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
    if (body === undefined || body === null) {
      if (response.statusCode !== 204) response.setHeader('content-length', 0);
      response.end();
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
}
