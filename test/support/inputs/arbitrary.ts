import fc from 'fast-check';
import { isObject, type Json, type JsonObject } from '../agent/bundle';
import { resolved, type Schemas } from './written-inputs';

const MAX_TEXT = 40;
const MAX_ITEMS = 3;
/** What a recursive schema is cut off with. */
const MAX_DEPTH = 6;

const numberAt = (schema: JsonObject, key: string): number | undefined => {
  const value = schema[key];
  return typeof value === 'number' ? value : undefined;
};

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Values of an OpenAPI 3.0 schema: what a well-behaved client may send. */
class SchemaValues {
  constructor(
    private readonly schemas: Schemas,
    /** Whether optional properties may appear. */
    private readonly withOptional: boolean,
  ) {}

  of(schema: JsonObject, depth = 0): fc.Arbitrary<Json> {
    const own = resolved(schema, this.schemas);
    if (depth > MAX_DEPTH) return fc.constant(null);
    const value = this.whole(own, depth);
    return own.nullable === true && this.withOptional ? fc.option(value, { freq: 6 }) : value;
  }

  private whole(own: JsonObject, depth: number): fc.Arbitrary<Json> {
    if (Array.isArray(own.enum)) return fc.constantFrom(...own.enum);
    const alternatives = objects(own.oneOf ?? own.anyOf);
    if (alternatives.length > 0) return fc.oneof(...alternatives.map((part) => this.of(part, depth + 1)));
    const parts = objects(own.allOf);
    if (parts.length > 0) {
      return fc
        .tuple(...parts.map((part) => this.of(part, depth + 1)))
        .map((values) => Object.assign({}, ...values) as Json);
    }
    return this.typed(own, depth);
  }

  private typed(own: JsonObject, depth: number): fc.Arbitrary<Json> {
    switch (own.type) {
      case 'string':
        return text(own);
      case 'integer':
        return fc.integer({ min: numberAt(own, 'minimum'), max: numberAt(own, 'maximum') });
      case 'number':
        return fc.double({
          min: numberAt(own, 'minimum'),
          max: numberAt(own, 'maximum'),
          noNaN: true,
          noDefaultInfinity: true,
        });
      case 'boolean':
        return fc.boolean();
      case 'array':
        return this.list(own, depth);
      default:
        return this.object(own, depth);
    }
  }

  private list(own: JsonObject, depth: number): fc.Arbitrary<Json> {
    const minLength = numberAt(own, 'minItems') ?? 0;
    const maxLength = Math.max(minLength, this.withOptional ? MAX_ITEMS : minLength);
    return fc.array(this.of(isObject(own.items) ? own.items : {}, depth + 1), { minLength, maxLength });
  }

  private object(own: JsonObject, depth: number): fc.Arbitrary<Json> {
    if (!isObject(own.properties)) return fc.constant({});
    const required = Array.isArray(own.required) ? own.required : [];
    const properties = Object.entries(own.properties).filter(([name]) => this.withOptional || required.includes(name));
    const model = Object.fromEntries(
      properties.map(([name, inner]) => [name, this.of(inner as JsonObject, depth + 1)]),
    );
    return fc.record(model, { requiredKeys: required.filter((name): name is string => typeof name === 'string') });
  }
}

/** Patterns of the contracts are short; one that the generator cannot read gives any text, which is then refused. */
function ofPattern(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern), { maxLength: MAX_TEXT });
  } catch {
    return fc.string({ maxLength: MAX_TEXT });
  }
}

function text(own: JsonObject): fc.Arbitrary<string> {
  if (typeof own.pattern === 'string') return ofPattern(own.pattern);
  if (own.format === 'email') return fc.stringMatching(/^[a-z]{3,12}@[a-z]{3,8}\.test$/);
  if (own.format === 'uri') return fc.webUrl();
  if (own.format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  const minLength = numberAt(own, 'minLength') ?? 0;
  const maxLength = Math.max(minLength, Math.min(MAX_TEXT, numberAt(own, 'maxLength') ?? MAX_TEXT));
  return fc.string({ unit: 'grapheme', minLength, maxLength });
}

/** Well-formed values of a schema, optional properties included. */
export const arbitraryOf = (schema: JsonObject, schemas: Schemas): fc.Arbitrary<Json> =>
  new SchemaValues(schemas, true).of(schema);

const SEED = 7;

/** One small well-formed value: only what is required, the same for every run. */
export function sampleOf(schema: JsonObject, schemas: Schemas): Json {
  const [value] = fc.sample(new SchemaValues(schemas, false).of(schema), { seed: SEED, numRuns: 1 });
  return value ?? null;
}
