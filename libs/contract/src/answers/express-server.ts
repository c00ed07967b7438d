import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http';
import type { Express } from 'express';

/**
 * A server whose requests and responses are born as those of the app. Express makes them its own by another prototype,
 * after which V8 gives each of them hidden classes of its own: every access to a property is then a slow one, which costs
 * three times as much as all the rest that Express does, and ten kilobytes of classes to collect. A prototype that is
 * there already is not changed.
 */
export function createExpressServer(app: Express): Server {
  class Request extends IncomingMessage {}
  class Response extends ServerResponse {}
  Object.setPrototypeOf(Request.prototype, app.request);
  Object.setPrototypeOf(Response.prototype, app.response);
  app.request = Request.prototype as Express['request'];
  app.response = Response.prototype as Express['response'];
  return createServer({ IncomingMessage: Request, ServerResponse: Response }, app);
}
