import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { CommonError, PermissionSet } from '@app/kernel';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import type { RouteSpec } from '../routing/route-spec';
import { Answer } from './answer';
import { ContractOptions } from './contract-options';
import { gateValue } from './gate';
import { isPrepared, spliceJson, textsOf, type JsonText } from './json-text';
import type { MarkedRequest } from './request-mark';
import { visibleKeys, writtenKeys } from './visible-keys';

/** A chunked request says nothing of its length: without a content type it is taken for one that some proxies send empty. */
const hasBody = ({ headers }: MarkedRequest): boolean =>
  Number(headers['content-length'] ?? 0) > 0 ||
  (headers['transfer-encoding'] !== undefined && headers['content-type'] !== undefined);

function checkContentType(request: MarkedRequest, route: RouteSpec): void {
  if (route.method === 'get' || !hasBody(request)) return;
  if (!request.is([...route.consumes])) throw CommonError.unsupportedMediaType();
}

/** The texts of a page share one list of keys, which is then not compared key by key. */
const areSame = (keys: readonly string[], visible: readonly string[]): boolean =>
  keys === visible || (keys.length === visible.length && keys.every((key, index) => key === visible[index]));

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
    const wrap = (inner: unknown) => surface.wrap(inner, route, { requestId, dialect, route });
    if (!isPrepared(value)) return wrap(this.gated(value, route, request));
    this.assertGated(textsOf(value), request);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    return spliceJson(value, wrap);
  }

  /** A text cannot be gated any more: it has to have been built for this caller. */
  private assertGated(texts: readonly JsonText[], request: MarkedRequest): void {
    const visible = visibleKeys(request, this.options);
    if (visible && texts.some(({ keys }) => !areSame(keys, visible))) {
      throw new Error('A prepared answer was not built for the keys that the caller may see');
    }
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
    return gateValue(value, route.returns, route.gateWrite, set, ['id', ...writtenKeys(request)]);
  }
}
