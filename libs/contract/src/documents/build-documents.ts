import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { RouteTable, type ServedRoute } from '../routing/route-table';
import { surfaces, type Schema, type Surface, type SurfaceName } from '../surfaces';
import { groupTags } from './group-tags';
import { failureStatuses } from './route-statuses';
import { STATUS_CODES } from 'node:http';

type Operation = Record<string, unknown> & {
  operationId: string;
  parameters?: unknown[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
};

/** The document of everything served, and one per surface. */
export interface ContractDocuments {
  readonly all: OpenAPIObject;
  readonly bySurface: Readonly<Record<SurfaceName, OpenAPIObject>>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Sorted keys make a stable file, so that a diff shows what changed. */
function sorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => sorted(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)])) as T;
}

/** DTO classes end in `Dto`; the document names the thing itself. */
const withoutDtoSuffix = (document: OpenAPIObject): OpenAPIObject =>
  JSON.parse(
    JSON.stringify(document).replace(/"#\/components\/schemas\/(\w+?)Dto"/g, '"#/components/schemas/$1"'),
    (key: string, value: unknown) =>
      key === 'schemas' && typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([name, schema]) => [name.replace(/Dto$/, ''), schema as unknown]),
          )
        : value,
  ) as OpenAPIObject;

function addFailures(operation: Operation, { surface, spec, path }: ServedRoute, statuses: readonly number[]): void {
  const hasPages = spec.returns.kind === 'text' && spec.returns.failurePage !== undefined;
  for (const status of statuses) {
    const schema = { $ref: `#/components/schemas/${surface.errorComponent(status, path)}` };
    const page = hasPages && spec.errors.includes(status) && { 'text/html': { schema: { type: 'string' } } };
    operation.responses[status] = {
      description: STATUS_CODES[status] ?? 'Failure',
      content: { 'application/json': { schema }, ...page },
    };
  }
}

function complete(document: OpenAPIObject, routes: RouteTable): OpenAPIObject {
  const byHandler = new Map(
    routes.routes().map((route) => [`${route.spec.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`, route]),
  );
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = (item as Record<string, unknown>)[method] as Operation | undefined;
      const route = byHandler.get(`${method} ${path}`);
      if (!operation || !route) continue;
      if (operation.requestBody === undefined) delete operation.requestBody;
      const inputs = {
        hasInput:
          (operation.parameters ?? []).some((parameter) => (parameter as { in?: string }).in !== 'header') ||
          !!operation.requestBody,
        hasBody: !!operation.requestBody,
      };
      if (!operation.security) operation.security = [];
      addFailures(operation, route, failureStatuses(route.surface, route.spec, inputs));
    }
  }
  const components = (document.components ??= {});
  const schemas = (components.schemas ??= {}) as Record<string, Schema>;
  for (const surface of Object.values(surfaces)) Object.assign(schemas, surface.errorComponents);
  return document;
}

function referenced(value: unknown, schemas: Record<string, unknown>, found: Set<string>): void {
  for (const [, name = ''] of JSON.stringify(value).matchAll(/#\/components\/schemas\/(\w+)/g)) {
    if (found.has(name)) continue;
    found.add(name);
    referenced(schemas[name] ?? {}, schemas, found);
  }
}

/** The part of the document that one surface answers, with only the schemas it uses. */
function partOf(document: OpenAPIObject, surface: Surface): OpenAPIObject {
  const paths: OpenAPIObject['paths'] = {};
  for (const [path, item] of Object.entries(document.paths)) {
    const operations = Object.entries(item).filter(
      ([, operation]) => (operation as Record<string, unknown>)['x-surface'] === surface.name,
    );
    if (operations.length > 0) paths[path] = Object.fromEntries(operations);
  }
  const schemas = (document.components?.schemas ?? {}) as Record<string, unknown>;
  const used = new Set<string>();
  referenced(paths, schemas, used);
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return {
    ...document,
    info: { ...document.info, title: surface.title, description: surface.description },
    paths,
    components: { ...document.components, schemas: kept as never },
  };
}

/** Builds the served documents from the code: routes, DTO classes and surfaces. */
export function buildDocuments(app: INestApplication, version: string): ContractDocuments {
  const config = new DocumentBuilder()
    .setTitle('Switchyard')
    .setDescription('One permission-gated API in five documented contracts.')
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
    .build();
  const generated = withoutDtoSuffix(SwaggerModule.createDocument(app, { ...config, openapi: '3.0.3' }));
  const whole = sorted(complete(generated, RouteTable.of(app)));
  const parts = Object.fromEntries(Object.values(surfaces).map((surface) => [surface.name, partOf(whole, surface)]));
  return { all: groupTags(whole), bySurface: parts as Record<SurfaceName, OpenAPIObject> };
}
