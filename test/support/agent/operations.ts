import { isObject, type JsonObject } from './bundle';

/** One operation of a written contract. */
export interface Operation {
  /** Root document without its ending: `optima`, `ecoflow.compatible`. */
  readonly contract: string;
  /** Upper case. */
  readonly method: string;
  readonly template: string;
  readonly definition: JsonObject;
}

/** What the contracts say about a method and a path. */
export interface Match {
  readonly operation?: Operation;
  /** The methods that the path answers. */
  readonly methods: readonly string[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const isParameter = (segment: string) => segment.startsWith('{');

function segmentsOf(path: string): string[] {
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  return trimmed.split('/').map((segment) => {
    try {
      return decodeURIComponent(segment);
    } catch {
      return segment;
    }
  });
}

/** Earlier literal segments win, as the routers have it: `/permissions/nodes` before `/permissions/{category}`. */
const rank = (template: string): string =>
  template
    .split('/')
    .map((segment) => (isParameter(segment) ? '1' : '0'))
    .join('');

const matches = (template: readonly string[], path: readonly string[]): boolean =>
  template.length === path.length &&
  template.every((segment, index) =>
    isParameter(segment) ? path[index] !== '' : segment.toLowerCase() === path[index]?.toLowerCase(),
  );

export function operationsOf(contract: string, paths: Readonly<Record<string, JsonObject>>): Operation[] {
  return Object.entries(paths).flatMap(([template, item]) =>
    METHODS.flatMap((method) => {
      const definition = item[method];
      return isObject(definition) ? [{ contract, method: method.toUpperCase(), template, definition }] : [];
    }),
  );
}

/** Finds the operation that a request calls among those of all contracts. */
export class OperationTable {
  private readonly entries: { operation: Operation; segments: readonly string[]; rank: string }[];

  constructor(readonly operations: readonly Operation[]) {
    this.entries = operations
      .map((operation) => ({
        operation,
        segments: operation.template.split('/'),
        rank: rank(operation.template),
      }))
      .sort((a, b) => a.rank.localeCompare(b.rank));
  }

  /** @param path without query, as it was sent */
  match(method: string, path: string): Match {
    const segments = segmentsOf(path);
    const found = this.entries.filter((entry) => matches(entry.segments, segments)).map(({ operation }) => operation);
    const wanted = method === 'HEAD' ? 'GET' : method;
    return {
      operation: found.find((operation) => operation.method === wanted),
      methods: [...new Set(found.map((operation) => operation.method))],
    };
  }
}
