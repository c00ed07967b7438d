import type { Request } from 'express';

/** Stands for every path that no route answered: a path itself could hold a secret or grow without bound as a label. */
const UNMATCHED = 'unmatched';

/** The pattern of the route that answered (`/v1/role/:identifier`), never the path or the query. */
export function routePattern(request: Request): string {
  const route: unknown = request.route;
  if (typeof route !== 'object' || route === null || !('path' in route)) return UNMATCHED;
  return typeof route.path === 'string' ? request.baseUrl + route.path : UNMATCHED;
}

/** Paths that monitors poll: they belong to no surface and would drown the request log. */
export const isProbe = (url: string): boolean => /^\/(health\/|metrics(\?|$))/.test(url);
