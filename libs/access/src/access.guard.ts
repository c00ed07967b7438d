import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import {
  assertConsumed,
  controllerSpecOf,
  needsToken,
  routeSpecOf,
  type MarkedRequest,
  type RouteSpec,
} from '@app/contract';
import { CommonError, PrincipalSource, type Principal } from '@app/kernel';
import type { Response } from 'express';
import { bearerTokenOf } from './bearer-token';
import { FirstRunPolicy, RateLimiter, SignInPlaces } from './ports';

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function assertHolds(route: RouteSpec, principal: Principal, request: MarkedRequest): void {
  const { permissions } = principal;
  if (principal.readOnly && route.method !== 'get') throw CommonError.forbidden();
  if (!permissions.covers(route.nodeIds)) throw CommonError.forbidden();
  if (route.when.length === 0) return;
  const input = {
    body: record(request.body),
    query: record(request.query),
    params: record(request.params) as Record<string, string>,
    principal,
  };
  for (const { applies, nodes, refusal } of route.when) {
    if (applies(input) && !permissions.covers(nodes.map(({ id }) => id))) throw refusal?.() ?? CommonError.forbidden();
  }
}

/**
 * The one guard, fail-closed: a handler without a route spec, or one of another surface than the path's owner, is
 * refused whatever the caller holds. Order: token (401), nodes (403), room for a sign-in (503), rate limit (429); guesses
 * of a set-up token count. Then the type of the body (415).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly principals: PrincipalSource,
    private readonly firstRun: FirstRunPolicy,
    private readonly limits: RateLimiter,
    private readonly signIns: SignInPlaces,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<MarkedRequest>();
    const route = routeSpecOf(context.getHandler());
    const { mark } = request;
    if (!route || controllerSpecOf(context.getClass())?.surface !== mark.surface) throw CommonError.notFound();
    mark.route = route;
    const principal = needsToken(route.access) ? await this.authenticate(request) : null;
    mark.actor = { principal, origin: originOf(request) };
    if (principal) assertHolds(route, principal, request);
    if (asksForPassword(route)) this.signIns.take(http.getResponse<Response>());
    if (route.limit !== 'exempt') await this.limits.consume(route.limit, mark.actor);
    if (route.access === 'first-run') await this.firstRun.assertOpen(setupTokenOf(request));
    assertConsumed(request, route);
    return true;
  }

  private async authenticate(request: MarkedRequest): Promise<Principal> {
    const token = bearerTokenOf(request);
    const principal = token ? await this.principals.authenticate(token) : null;
    if (!principal) throw CommonError.unauthorized();
    return principal;
  }
}

/** The sign-in by another provider begins with a GET, and hashes nothing. */
const asksForPassword = ({ limit, method }: RouteSpec): boolean => limit === 'login' && method !== 'get';

const setupTokenOf = ({ headers }: MarkedRequest): string | undefined => {
  const sent = headers['x-setup-token'];
  return typeof sent === 'string' ? sent : undefined;
};

const originOf = (request: MarkedRequest) => ({
  requestId: request.mark.requestId,
  address: request.ip ?? '',
  userAgent: request.headers['user-agent'] ?? '',
  surface: request.mark.surface.name,
});
