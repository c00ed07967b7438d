import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { previewContract } from '../../apps/api/src/commands/preview-contract';
import { contracts, type Operation } from '../support/agent';
import { isObject, type Json, type JsonObject } from '../support/agent/bundle';
import { gated } from '../support/agent/field-gate';
import { definitions, toJsonSchema } from '../support/agent/json-schema';
import { operationName } from '../support/inputs';
import { servedOperations } from './served-operations';

interface Example {
  readonly where: string;
  readonly value: Json;
  /** Where its schema stands in the operation. */
  readonly at: readonly string[];
}

const DOCUMENT = 'served';
const validator = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
let served: ReturnType<typeof servedOperations>;
let schemas: Record<string, JsonObject>;

beforeAll(async () => {
  const documents = await previewContract();
  served = servedOperations(documents);
  addFormats(validator);
  schemas = documents.all.components?.schemas as Record<string, JsonObject>;
  validator.addSchema({ $id: DOCUMENT, $defs: definitions(schemas) });
});

const examplesAt = (media: JsonObject): Json[] => [
  ...(media.example === undefined ? [] : [media.example]),
  ...Object.values(isObject(media.examples) ? media.examples : {}).flatMap((example) =>
    isObject(example) && example.value !== undefined ? [example.value] : [],
  ),
];

const inContent = (holder: Json | undefined, at: readonly string[]): Example[] =>
  isObject(holder) && isObject(holder.content)
    ? Object.entries(holder.content).flatMap(([type, media]) =>
        examplesAt(media as JsonObject).map((value) => ({
          where: [...at, type].join(' '),
          value,
          at: [...at, 'content', type, 'schema'],
        })),
      )
    : [];

function examplesOf({ definition }: Operation): Example[] {
  const responses = isObject(definition.responses) ? definition.responses : {};
  return [
    ...inContent(definition.requestBody, ['requestBody']),
    ...Object.entries(responses).flatMap(([status, response]) => inContent(response, ['responses', status])),
  ];
}

const lookUp = (value: unknown, at: readonly string[]): unknown =>
  at.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], value);

function problemsOf(operation: Operation, { where, value, at }: Example): string[] {
  const generated = served.get(`${operation.method} ${operation.template}`);
  const schema = lookUp(generated, at) as Json | undefined;
  if (!isObject(schema)) return [`${where}: the code has no schema here`];
  const scope = generated?.['x-field-gate'] ?? generated?.['x-field-gate-write'];
  // A gated answer may lack any key: the documents show what their authors were allowed to see.
  const applied = scope !== undefined && at[0] === 'responses' ? gated(schema, schemas, scope, false) : schema;
  const text = JSON.stringify(toJsonSchema(applied)).replaceAll('"$ref":"#/', `"$ref":"${DOCUMENT}#/`);
  const validate = validator.compile(JSON.parse(text) as JsonObject);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${where}: ${instancePath} ${message}`);
}

const withExamples = contracts()
  .table.operations.filter(({ contract }) => !contract.endsWith('.compatible'))
  .filter((operation) => examplesOf(operation).length > 0)
  .map((operation): [string, Operation] => [operationName(operation), operation]);

/** The contract agent holds examples to the written schemas; these are the ones that the code generates. */
it.each(withExamples)('%s: its examples keep to the served schemas', (_name, operation) => {
  expect(examplesOf(operation).flatMap((example) => problemsOf(operation, example))).toEqual([]);
});
