import { StreamableFile, type NestApplicationOptions } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, RequestHandler, Response } from 'express';
import { RouteIndex } from '../routing/route-index';
import type { HttpMethod } from '../routing/route-spec';
import type { GateOptions } from './contract-options';
import type { MarkedRequest } from './request-mark';
import { createExpressServer } from './express-server';
import { forbidCaching, send } from './send';
import { shapeAnswer } from './shape-answer';

/** What Nest calls with the path and handler of each route. */
type Registration = [handler: RequestHandler] | [path: unknown, handler: RequestHandler];

/**
 * Finds routes by an index, and shapes what their handlers return where it is sent: an interceptor would do the same, but
 * Nest runs one through a dozen observables, which cost more than the rest of its way from the route to the handler.
 */
export class LeanExpressAdapter extends ExpressAdapter {
  private index?: RouteIndex;

  constructor(private readonly gateOptions: GateOptions) {
    super();
  }

  /** Of plain http, TLS ends in front of the product; what is open when it stops ends in its own way. */
  override initHttpServer(options: NestApplicationOptions): void {
    const left = (['httpsOptions', 'return503OnClosing', 'forceCloseConnections'] as const).filter(
      (name) => options[name],
    );
    if (left.length > 0) throw new Error(`The server has no option ${left.join(', ')}`);
    this.httpServer = createExpressServer(this.getInstance<Express>());
  }

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

  /** Of a handler's result, whose errors are answered as those of the handler itself. */
  override reply(response: Response, result: unknown, statusCode?: number): void {
    const body = shapeAnswer(result, response.req as MarkedRequest, response, this.gateOptions);
    // A handler's stream arrives here as a file, once its first piece is there. Failing later, it is cut off: no part
    // looks whole.
    if (body instanceof StreamableFile) {
      forbidCaching(response);
      super.reply(response, body, statusCode);
    } else send(response, body, statusCode);
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
