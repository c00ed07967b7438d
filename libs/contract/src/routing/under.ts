import type { RequestHandler } from 'express';

/** Spares all other requests a look at each route of a router. @param paths whatever the router may answer, and hardly more */
export const under =
  (paths: RegExp, router: RequestHandler): RequestHandler =>
  (request, response, next) => {
    if (paths.test(request.path)) router(request, response, next);
    else next();
  };
