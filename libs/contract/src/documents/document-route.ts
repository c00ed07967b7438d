import type { Type } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiExtension,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import type { ControllerSpec } from '../routing/controller-spec';
import { needsToken, type RouteSpec } from '../routing/route-spec';
import type { Payload, Shape } from '../routing/shape';
import type { Schema } from '../surfaces/surface';

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const isClass = (payload: Payload): payload is Type<object> => typeof payload === 'function';

const schemaOf = (payload: Payload): Schema => (isClass(payload) ? { $ref: getSchemaPath(payload) } : payload.schema);

function valueSchema(shape: Shape): Schema | undefined {
  if (shape.kind === 'none' || shape.kind === 'text') return undefined;
  const item = schemaOf(shape.of);
  return shape.kind === 'one' ? item : { type: 'array', items: item };
}

function modelsOf(shape: Shape): Type<object>[] {
  if (shape.kind === 'none' || shape.kind === 'text') return [];
  return isClass(shape.of) ? [shape.of] : [...(shape.of.models ?? [])];
}

function successResponse({ surface }: ControllerSpec, route: RouteSpec): MethodDecorator {
  const description = route.message ?? STATUS_CODES[route.status] ?? 'Success';
  if (route.returns.kind === 'text') {
    const content = { [route.returns.contentType]: { schema: { type: 'string' } } };
    return ApiResponse({ status: route.status, description, content });
  }
  const schema = surface.schema(valueSchema(route.returns), route);
  return ApiResponse({ status: route.status, description, ...(schema && { schema }) });
}

const accessExtensions = (route: RouteSpec): [string, unknown][] => [
  ['x-permissions', [...route.nodeIds]],
  ['x-access', typeof route.access === 'string' ? route.access : 'nodes'],
  ...(route.when.length > 0
    ? [
        ['x-permissions-when', route.when.map(({ when, nodes }) => ({ when, nodes: nodes.map(({ id }) => id) }))] as [
          string,
          unknown,
        ],
      ]
    : []),
  ...(route.gate ? [['x-field-gate', route.gate.scope] as [string, unknown]] : []),
  ...(route.gateWrite ? [['x-field-gate-write', route.gateWrite.scope] as [string, unknown]] : []),
  ...(route.kept ? [['x-field-gate-kept', [...route.kept]] as [string, unknown]] : []),
];

/** A text is read as a stream, which has no DTO to describe it. */
const isTextBody = ({ method, consumes }: RouteSpec): boolean =>
  method !== 'get' && consumes.every((type) => type.startsWith('text/'));

/** Describes one route for the document, from its spec and its surface. Failures are added when the inputs are known. */
export function documentRoute(controller: ControllerSpec, route: RouteSpec): MethodDecorator {
  return (target, key, descriptor) => {
    const { surface, name, tag } = controller;
    const operationId = `${surface.name}${pascal(name)}${pascal(String(key))}`;
    const decorators: MethodDecorator[] = [
      ApiOperation({ operationId, summary: route.summary, description: route.description, tags: [tag] }),
      ApiExtraModels(...modelsOf(route.returns)),
      successResponse(controller, route),
      ApiExtension('x-surface', surface.name),
      ...accessExtensions(route).map(([extension, value]) => ApiExtension(extension as `x-${string}`, value as object)),
      ...(needsToken(route.access) ? [ApiBearerAuth('bearer')] : []),
      ...(route.method === 'get' ? [] : [ApiConsumes(...route.consumes)]),
      ...(isTextBody(route) ? [ApiBody({ required: true, schema: { type: 'string' } })] : []),
      ...route.headers.map(({ maxLength, ...header }) =>
        ApiHeader({ ...header, schema: { type: 'string', ...(maxLength && { maxLength }) } }),
      ),
      ...Object.entries(route.params).map(([name, schema]) => ApiParam({ name, schema })),
    ];
    for (const decorate of decorators) decorate(target, key, descriptor);
  };
}
