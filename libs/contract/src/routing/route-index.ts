import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { HttpMethod } from './route-spec';

const INDEXED_SEGMENTS = 3;

/** `/v1/user/users/:id` is found below `v1/user/users`, `/role/:id` below `role`. */
function literalPrefix(path: string): string {
  const segments = path.toLowerCase().split('/').slice(1);
  const end = segments.findIndex((segment) => /[^a-z0-9_.~@-]/.test(segment));
  return segments.slice(0, Math.min(end < 0 ? segments.length : end, INDEXED_SEGMENTS)).join('/');
}

/**
 * The routes by the literal segments that they begin with, a router of Express for each. One router would try the
 * pattern of every route before the right one, which several hundred routes make the dearest step of a request.
 */
export class RouteIndex {
  private readonly routers = new Map<string, Router>();

  /** Routes with the same beginning are tried in the order in which they are added. */
  add(method: HttpMethod, path: string, handler: RequestHandler): void {
    const prefix = literalPrefix(path);
    const router = this.routers.get(prefix) ?? Router();
    this.routers.set(prefix, router);
    router[method](path, handler);
  }

  readonly handle: RequestHandler = (request, response, next) => {
    this.descend(
      request.path
        .toLowerCase()
        .split('/', INDEXED_SEGMENTS + 1)
        .slice(1),
      request,
      response,
      next,
    );
  };

  /** Tries the deepest beginning first: a literal segment goes before a parameter. */
  private descend(prefix: string[], request: Request, response: Response, next: NextFunction): void {
    if (prefix.length === 0) {
      next();
      return;
    }
    const router = this.routers.get(prefix.join('/'));
    const descend = () => this.descend(prefix.slice(0, -1), request, response, next);
    if (router) router(request, response, (error?: unknown) => (error ? next(error) : descend()));
    else descend();
  }
}
