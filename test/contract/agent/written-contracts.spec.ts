import { contracts, type Operation } from '../../support/agent';

type Example = [name: string, operation: Operation, status: number, contentType: string, value: unknown];

interface Media {
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

const nameOf = ({ contract, method, template }: Operation) => `${contract} ${method} ${template}`;

const valuesOf = ({ example, examples = {} }: Media): unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(({ value }) => value),
];

const examples = contracts().table.operations.flatMap((operation): Example[] => {
  const responses = operation.definition.responses as Record<string, { content?: Record<string, Media> }>;
  return Object.entries(responses).flatMap(([status, { content = {} }]) =>
    Object.entries(content).flatMap(([contentType, media]) =>
      valuesOf(media).map((value): Example => [nameOf(operation), operation, Number(status), contentType, value]),
    ),
  );
});

describe('the written contracts', () => {
  it('has operations of every surface', () => {
    const found = new Set(contracts().table.operations.map(({ contract }) => contract));
    expect([...found].sort()).toEqual([
      ...['beaver', 'beaver.compatible', 'ecoflow', 'ecoflow.compatible', 'flowfuse', 'liberty', 'optima'],
    ]);
  });

  it('gives every operation of a contract an operationId of its own', () => {
    const ids = contracts().table.operations.map(({ contract, definition }) =>
      [contract, definition.operationId].join(),
    );
    const documented = ids.filter((id) => !id.includes('compatible'));
    expect(new Set(documented).size).toBe(documented.length);
  });

  it('is compiled with every documented response', () => {
    const gate = { written: [] };
    for (const operation of contracts().table.operations) {
      for (const status of Object.keys(operation.definition.responses as object)) {
        const response = contracts().response(operation, Number(status));
        for (const type of response?.contentTypes ?? []) {
          expect(() => response?.problems(type, {}, gate)).not.toThrow();
        }
      }
    }
  });

  it.each(examples)('%s: its example keeps to its schema', (_name, operation, status, contentType, value) => {
    expect(contracts().response(operation, status)?.problems(contentType, value, { written: [] })).toEqual([]);
  });
});
