import { Readable } from 'node:stream';
import { CommonError, PermissionSet } from '@app/kernel';
import type { Response } from 'express';
import type { RouteSpec } from '../routing/route-spec';
import { Answer } from './answer';
import type { GateOptions } from './contract-options';
import { gateValue } from './gate';
import { isPrepared, spliceJson, textsOf, type JsonText } from './json-text';
import type { MarkedRequest } from './request-mark';
import { visibleKeys, writtenKeys } from './visible-keys';

/** The texts of a page share one list of keys, which is then not compared key by key. */
const areSame = (keys: readonly string[], visible: readonly string[]): boolean =>
  keys === visible || (keys.length === visible.length && keys.every((key, index) => key === visible[index]));

/** A text cannot be gated any more: it has to have been built for this caller. */
function assertGated(texts: readonly JsonText[], request: MarkedRequest, options: GateOptions): void {
  const visible = visibleKeys(request, options);
  if (visible && texts.some(({ keys }) => !areSame(keys, visible))) {
    throw new Error('A prepared answer was not built for the keys that the caller may see');
  }
}

function applyHeaders({ value, cookies, headers }: Answer<unknown>, response: Response, route: RouteSpec): unknown {
  if (value instanceof Readable) {
    value.destroy();
    throw new Error(`"${route.summary}" returns a stream within an answer, where Nest does not know it`);
  }
  for (const { name, value: content, options } of cookies) response.cookie(name, content, options);
  for (const [name, content] of Object.entries(headers)) response.setHeader(name, content);
  return value;
}

function gated(value: unknown, route: RouteSpec, request: MarkedRequest, options: GateOptions): unknown {
  const set = request.mark.actor?.principal?.permissions ?? PermissionSet.none;
  if (route.gate) return gateValue(value, route.returns, route.gate, set);
  if (!route.gateWrite || !options.gateWrites) return value;
  return gateValue(value, route.returns, route.gateWrite, set, ['id', ...writtenKeys(request)]);
}

/**
 * What is sent for what a handler returned: gated, and wrapped in the shapes of the surface that was asked. Sets the
 * headers that come with it.
 */
export function shapeAnswer(
  result: unknown,
  request: MarkedRequest,
  response: Response,
  options: GateOptions,
): unknown {
  const { route, surface, requestId, dialect } = request.mark;
  if (!route) throw CommonError.internal();
  const value = result instanceof Answer ? applyHeaders(result, response, route) : result;
  if (route.returns.kind === 'text') {
    const { contentType, fileName } = route.returns;
    response.setHeader('content-type', `${contentType}; charset=utf-8`);
    if (fileName) response.setHeader('content-disposition', `attachment; filename="${fileName}"`);
    return value;
  }
  const wrap = (inner: unknown) => surface.wrap(inner, route, { requestId, dialect, route });
  if (!isPrepared(value)) return wrap(gated(value, route, request, options));
  assertGated(textsOf(value), request, options);
  response.setHeader('content-type', 'application/json; charset=utf-8');
  return spliceJson(value, wrap);
}
