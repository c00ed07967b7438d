import { isObject, type Json, type JsonObject } from './bundle';

const NESTED = ['not', 'items', 'additionalProperties'] as const;
const COMBINED = ['oneOf', 'anyOf', 'allOf'] as const;
const OPEN_SUFFIX = '.open';

const isClosed = (schema: JsonObject): boolean =>
  schema.additionalProperties === undefined &&
  (schema.type === 'object' || schema.properties !== undefined || schema.allOf !== undefined);

function limits(schema: JsonObject): JsonObject {
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = schema;
  return {
    ...rest,
    ...(minimum !== undefined && { [exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum']: minimum }),
    ...(maximum !== undefined && { [exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum']: maximum }),
  };
}

function nested(schema: JsonObject, open: boolean): JsonObject {
  const result: JsonObject = {};
  if (isObject(schema.properties)) result.properties = convertAll(schema.properties);
  for (const key of NESTED) {
    const inner = schema[key];
    if (isObject(inner)) result[key] = toJsonSchema(inner);
  }
  for (const key of COMBINED) {
    const parts = schema[key];
    if (!Array.isArray(parts)) continue;
    const isPart = open || key === 'allOf' || isObject(schema.properties);
    result[key] = parts.map((part) => toJsonSchema(part as JsonObject, isPart));
  }
  return result;
}

/**
 * An OpenAPI 3.0 schema as JSON Schema 2020-12. An object that does not declare `additionalProperties` admits only the
 * keys it declares; a part of an `allOf` leaves that to the whole (`open`).
 */
export function toJsonSchema(schema: JsonObject, open = false): JsonObject {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return { $ref: `#/$defs/${name}${open ? OPEN_SUFFIX : ''}` };
  }
  const { nullable, example: _example, ...rest } = limits(schema);
  const result: JsonObject = { ...rest, ...nested(schema, open) };
  if (!open && isClosed(schema)) result.unevaluatedProperties = false;
  return nullable === true ? { anyOf: [{ type: 'null' }, result] } : result;
}

const convertAll = (schemas: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, toJsonSchema(schema as JsonObject)]));

/** Named schemas, each as itself and as a part of an `allOf`. */
export function definitions(schemas: Readonly<Record<string, JsonObject>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) => [
      [name, toJsonSchema(schema)],
      [`${name}${OPEN_SUFFIX}`, toJsonSchema(schema, true)],
    ]),
  );
}
