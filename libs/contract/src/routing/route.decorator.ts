import { Delete, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { bodyKeysOf } from './body-keys';
import { toRouteSpec, type HttpMethod, type RouteOptions, type RouteSpec } from './route-spec';

/** By handler: looked up for every request, which reflected metadata are too slow for. */
const routes = new WeakMap<object, RouteSpec>();

const VERBS: Readonly<Record<HttpMethod, (path: string) => MethodDecorator>> = {
  get: Get,
  post: Post,
  put: Put,
  patch: Patch,
  delete: Delete,
};

/**
 * The only route decorator in `modules/**`: feeds guard, document, envelope and rate limit at once.
 *
 * @example
 * @Route({ get: ':identifier', access: [Role.read], returns: one(RoleDto), gate: roleGate, summary: 'Fetch a role' })
 */
export const Route =
  (options: RouteOptions): MethodDecorator =>
  (target, key, descriptor) => {
    const spec = toRouteSpec(options, bodyKeysOf(target, key));
    routes.set(descriptor.value as object, spec);
    VERBS[spec.method](spec.path)(target, key, descriptor);
    HttpCode(spec.status)(target, key, descriptor);
  };

/** The spec of a handler, or undefined when it was not declared with {@link Route}. */
export const routeSpecOf = (handler: object): RouteSpec | undefined => routes.get(handler);
