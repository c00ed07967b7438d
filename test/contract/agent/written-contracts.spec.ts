import { contracts, type Operation } from '../../support/agent';

interface Media {
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

type Responses = Record<string, { content?: Record<string, Media> }>;

const operations = contracts().table.operations.map((operation): [string, Operation] => [
  `${operation.contract} ${operation.method} ${operation.template}`,
  operation,
]);

const valuesOf = ({ example, examples = {} }: Media): unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(({ value }) => value),
];

/** The problems of all examples of an operation; compiles each of its response schemas on the way. */
function problemsOf(operation: Operation): string[] {
  return Object.entries(operation.definition.responses as Responses).flatMap(([status, { content = {} }]) =>
    Object.entries(content).flatMap(([contentType, media]) => {
      const response = contracts().response(operation, Number(status));
      const check = (value: unknown) => response?.problems(contentType, value, { written: [] }) ?? [];
      check({});
      return valuesOf(media).flatMap((value) => check(value).map((problem) => `${status} ${problem}`));
    }),
  );
}

describe('the written contracts', () => {
  it('has operations of every surface', () => {
    const found = new Set(contracts().table.operations.map(({ contract }) => contract));
    expect([...found].sort()).toEqual([
      ...['beaver', 'beaver.compatible', 'ecoflow', 'ecoflow.compatible', 'flowfuse', 'liberty', 'optima'],
    ]);
  });

  it('gives every operation of a contract an operationId of its own', () => {
    const ids = contracts().table.operations.map(
      ({ contract, definition }) => `${contract} ${definition.operationId as string}`,
    );
    const documented = ids.filter((id) => !id.includes('compatible'));
    expect(new Set(documented).size).toBe(documented.length);
  });

  it.each(operations)('%s: its schemas compile and its examples keep to them', (_name, operation) => {
    expect(problemsOf(operation)).toEqual([]);
  });
});
