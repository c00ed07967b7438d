import { PermissionSet } from '@app/kernel';
import type { FuncKeywordDefinition } from 'ajv';
import type { DataValidateFunction } from 'ajv/dist/types';
import { isObject, type JsonObject } from './bundle';

/** What a gate has to know about the request whose answer it checks. */
export interface GateContext {
  /** What the caller holds; absent when the test does not say, so that the gate is not checked. */
  readonly held?: PermissionSet;
  /** Keys of the request body that the operation declares: an answer of a write keeps them. */
  readonly written: readonly string[];
}

interface GateRule extends JsonObject {
  scope: string;
  keepsWritten: boolean;
  required: string[];
}

const GATE_KEYWORD = 'x-gate';

const ENVELOPE_KEYS = ['data', 'payload'] as const;

type Schemas = Readonly<Record<string, JsonObject>>;

function resolve(schema: JsonObject, schemas: Schemas): JsonObject {
  if (typeof schema.$ref !== 'string') return schema;
  return schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {};
}

/** Properties and required keys of an object, whether written at once or as an `allOf`. */
function flatten(schema: JsonObject, schemas: Schemas): { properties: JsonObject; required: string[] } {
  const own = resolve(schema, schemas);
  const parts = ((own.allOf as JsonObject[] | undefined) ?? []).map((part) => flatten(part, schemas));
  return {
    properties: Object.assign({}, ...parts.map(({ properties }) => properties), own.properties) as JsonObject,
    required: [...parts.flatMap(({ required }) => required), ...((own.required as string[] | undefined) ?? [])],
  };
}

/** The keys that an object schema declares. */
export const declaredKeys = (schema: JsonObject, schemas: Schemas): string[] =>
  Object.keys(flatten(schema, schemas).properties);

/**
 * The success schema of a gated operation: the object behind the envelope requires nothing by itself and carries the
 * rule instead.
 */
export function gated(schema: JsonObject, schemas: Schemas, scope: string, keepsWritten: boolean): JsonObject {
  const own = resolve(schema, schemas);
  const properties = own.properties;
  const key = ENVELOPE_KEYS.find((name) => isObject(properties) && properties[name] !== undefined);
  if (key !== undefined && isObject(properties)) {
    const payload = gated(properties[key] as JsonObject, schemas, scope, keepsWritten);
    return { ...own, properties: { ...properties, [key]: payload } };
  }
  if (own.type === 'array') return { ...own, items: gated(own.items as JsonObject, schemas, scope, keepsWritten) };
  const flat = flatten(own, schemas);
  const rule: GateRule = { scope, keepsWritten, required: flat.required };
  return { type: 'object', properties: flat.properties, [GATE_KEYWORD]: rule };
}

function violations(rule: GateRule, value: JsonObject, { held, written }: GateContext): string[] {
  if (!held) return [];
  const kept = rule.keepsWritten ? ['id', ...written] : [];
  const isDue = (key: string) => kept.includes(key) || held.has(`${rule.scope}.${key}`);
  return [
    ...Object.keys(value)
      .filter((key) => !isDue(key))
      .map((key) => `must not show "${key}" without ${rule.scope}.${key}`),
    ...rule.required
      .filter((key) => isDue(key) && !(key in value))
      .map((key) => `must show "${key}", which the caller may see`),
  ];
}

/** The ajv keyword that holds a gated object to its rule; the validator's context is a {@link GateContext}. */
export const gateKeyword: FuncKeywordDefinition = {
  keyword: GATE_KEYWORD,
  type: 'object',
  errors: true,
  compile: (rule: GateRule) => {
    const validate: DataValidateFunction = function (this: unknown, value: JsonObject) {
      const found = violations(rule, value, this as GateContext);
      validate.errors = found.map((message) => ({ keyword: GATE_KEYWORD, message, params: { scope: rule.scope } }));
      return found.length === 0;
    };
    return validate;
  },
};
