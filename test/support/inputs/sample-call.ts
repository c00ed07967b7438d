import type { Operation } from '../agent';
import { isObject, type Json } from '../agent/bundle';
import { sampleOf } from './arbitrary';
import type { RawRequest } from './raw-request';
import { inputsOf, type WrittenInputs, type WrittenParameter } from './written-inputs';

/** What a test says instead of the sample. */
export interface CallOverrides {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

export const operationName = ({ contract, method, template }: Operation): string => `${contract} ${method} ${template}`;

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Names of the kind that no fixture has, so that a sample meets a record only when a test says so. */
const parameterValue = ({ example, schema }: WrittenParameter, inputs: WrittenInputs): string =>
  asText(example ?? sampleOf(schema, inputs.schemas));

/** The documented example with its required properties only, else a value made from the schema. */
function bodyValue({ body, schemas }: WrittenInputs): Json | undefined {
  if (!body) return undefined;
  const sample = sampleOf(body.schema, schemas);
  if (!isObject(body.example) || !isObject(sample)) return body.example ?? sample;
  const { example } = body;
  return Object.fromEntries(Object.keys(sample).map((key) => [key, example[key] ?? sample[key] ?? null]));
}

const form = (value: Json): string =>
  new URLSearchParams(
    Object.entries(isObject(value) ? value : {}).map(([key, inner]): [string, string] => [key, asText(inner)]),
  ).toString();

/** Writes a body as the first documented content type has it. */
export const encodeBody = (contentType: string, value: Json): string =>
  contentType.includes('form') ? form(value) : JSON.stringify(value);

/** A request that an operation accepts as far as its contract can tell, or one with a few values of the test's own. */
export function sampleCall(operation: Operation, overrides: CallOverrides = {}): RawRequest {
  const inputs = inputsOf(operation);
  const valueOf = (parameter: WrittenParameter) =>
    overrides.params?.[parameter.name] ?? parameterValue(parameter, inputs);
  const target = operation.template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = inputs.parameters.find((candidate) => candidate.place === 'path' && candidate.name === name);
    if (!parameter) throw new Error(`${operationName(operation)} does not describe {${name}}`);
    return encodeURIComponent(valueOf(parameter));
  });
  const required = inputs.parameters.filter(({ place, required: isRequired }) => place === 'query' && isRequired);
  const query = new URLSearchParams({
    ...Object.fromEntries(required.map((parameter) => [parameter.name, parameterValue(parameter, inputs)])),
    ...overrides.query,
  }).toString();
  const body = overrides.body === undefined ? bodyValue(inputs) : overrides.body;
  const contentType = inputs.body?.contentTypes[0] ?? 'application/json';
  return {
    method: operation.method,
    path: query === '' ? target : `${target}?${query}`,
    headers: { ...(body !== undefined && { 'content-type': contentType }), ...overrides.headers },
    ...(body !== undefined && { body: encodeBody(contentType, body) }),
  };
}
