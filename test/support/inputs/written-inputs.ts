import path from 'node:path';
import type { Operation } from '../agent';
import { isObject, type Json, type JsonObject } from '../agent/bundle';
import { cachedBundle } from '../agent/bundle-cache';

export type Schemas = Readonly<Record<string, JsonObject>>;

export interface WrittenParameter {
  readonly name: string;
  readonly place: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonObject;
  readonly example?: Json;
}

export interface WrittenBody {
  /** Accepted content types, the first one is the usual one. */
  readonly contentTypes: readonly string[];
  readonly schema: JsonObject;
  readonly example?: Json;
}

/** What an operation takes, as its contract says. */
export interface WrittenInputs {
  readonly parameters: readonly WrittenParameter[];
  readonly body?: WrittenBody;
  /** What the `$ref`s inside point to. */
  readonly schemas: Schemas;
}

const folder = path.resolve(__dirname, '../../../openapi');

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** A schema with the reference at its top followed. */
export function resolved(schema: JsonObject, schemas: Schemas): JsonObject {
  if (typeof schema.$ref !== 'string') return schema;
  return resolved(schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {}, schemas);
}

/** The first example that stands at a parameter or media type. */
function exampleOf({ example, examples }: JsonObject): Json | undefined {
  if (example !== undefined) return example;
  const [first] = Object.values(objectOf(examples));
  return isObject(first) ? first.value : undefined;
}

function parameterOf(parameter: JsonObject): WrittenParameter {
  const schema = objectOf(parameter.schema);
  return {
    name: parameter.name as string,
    place: parameter.in as WrittenParameter['place'],
    required: parameter.required === true,
    schema,
    example: exampleOf(parameter) ?? schema.example,
  };
}

function bodyOf(requestBody: JsonObject): WrittenBody | undefined {
  const content = Object.entries(objectOf(requestBody.content));
  const [first] = content;
  if (!first) return undefined;
  const media = objectOf(first[1]);
  return {
    contentTypes: content.map(([type]) => type),
    schema: objectOf(media.schema),
    example: exampleOf(media),
  };
}

/** Reads the parameters and the body of an operation from its written contract. */
export function inputsOf({ contract, template, definition }: Operation): WrittenInputs {
  const { paths, schemas } = cachedBundle(path.join(folder, `${contract}.yaml`));
  const shared = paths[template]?.parameters ?? [];
  const own = definition.parameters ?? [];
  const parameters = [shared, own].flat().filter(isObject).map(parameterOf);
  return { parameters, body: bodyOf(objectOf(definition.requestBody)), schemas };
}
