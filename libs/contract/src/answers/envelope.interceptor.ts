import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { CommonError, PermissionSet } from '@app/kernel';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import type { RouteSpec } from '../routing/route-spec';
import { Answer } from './answer';
import { ContractOptions } from './contract-options';
import { gateValue } from './gate';
import type { MarkedRequest } from './request-mark';

/** A chunked request says nothing of its length: without a content type it is taken for one that some proxies send empty. */
const hasBody = ({ headers }: MarkedRequest): boolean =>
  Number(headers['content-length'] ?? 0) > 0 ||
  (headers['transfer-encoding'] !== undefined && headers['content-type'] !== undefined);

function checkContentType(request: MarkedRequest, route: RouteSpec): void {
  if (route.method === 'get' || !hasBody(request)) return;
  if (!request.is([...route.consumes])) throw CommonError.unsupportedMediaType();
}

/** Gates and wraps what a handler returned, in the shapes of the surface that was asked. */
@Injectable()
export class EnvelopeInterceptor implements NestInterceptor {
  constructor(private readonly options: ContractOptions) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<MarkedRequest>();
    const { route } = request.mark;
    if (!route) throw CommonError.internal();
    checkContentType(request, route);
    return next.handle().pipe(map((result) => this.answer(result, route, request, http.getResponse<Response>())));
  }

  private answer(result: unknown, route: RouteSpec, request: MarkedRequest, response: Response): unknown {
    const value = result instanceof Answer ? this.applyHeaders(result, response) : result;
    if (route.returns.kind === 'text') {
      response.setHeader('content-type', `${route.returns.contentType}; charset=utf-8`);
      return value;
    }
    const { surface, requestId, dialect } = request.mark;
    return surface.wrap(this.gated(value, route, request), route, { requestId, dialect, route });
  }

  private applyHeaders({ value, cookies, headers }: Answer<unknown>, response: Response): unknown {
    for (const { name, value: content, options } of cookies) response.cookie(name, content, options);
    for (const [name, content] of Object.entries(headers)) response.setHeader(name, content);
    return value;
  }

  private gated(value: unknown, route: RouteSpec, request: MarkedRequest): unknown {
    const set = request.mark.actor?.principal?.permissions ?? PermissionSet.none;
    if (route.gate) return gateValue(value, route.returns, route.gate, set);
    if (!route.gateWrite || !this.options.gateWrites) return value;
    const sent = (request.body as object | undefined) ?? {};
    const written = route.bodyKeys.filter((key) => Object.hasOwn(sent, key));
    return gateValue(value, route.returns, route.gateWrite, set, ['id', ...written]);
  }
}
