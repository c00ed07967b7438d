type Json = Record<string, unknown>;

/** The part of an OpenAPI document that is compared. */
export interface ContractDocument {
  readonly paths: Readonly<Record<string, Json>>;
  readonly components?: Json;
}

export interface Comparison {
  /** How many operations stand in either document. */
  readonly operations: number;
  /** One line each: where, what is written, what is generated. */
  readonly differences: readonly string[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const EXTENSIONS = [
  ...['x-permissions', 'x-permissions-when', 'x-access'],
  ...['x-field-gate', 'x-field-gate-write', 'x-field-gate-kept'],
] as const;
/** Says nothing about what is sent. */
const PROSE = new Set(['description', 'example', 'examples', 'title', 'default', 'summary']);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function resolve(document: ContractDocument, reference: string): unknown {
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (isObject(node) ? node[key.replaceAll('~1', '/')] : undefined), document);
}

/**
 * A value with its references followed, its prose left out and its unordered lists sorted.
 *
 * @param chain the references that led here: one that comes again is a recursion, which both documents must have
 */
function normalised(value: unknown, document: ContractDocument, chain: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => normalised(item, document, chain));
  if (!isObject(value)) return value;
  if (typeof value.$ref === 'string') {
    if (chain.includes(value.$ref)) return 'recursive';
    return normalised(resolve(document, value.$ref), document, [...chain, value.$ref]);
  }
  const { allOf, ...rest } = value;
  const merged = Array.isArray(allOf) && allOf.length === 1 ? mergeSingle(allOf[0], rest, document) : value;
  const entries = Object.entries(merged)
    .filter(([key]) => !PROSE.has(key))
    .map(([key, inner]): [string, unknown] => [key, sortedList(key, part(key, inner, document, chain))])
    .filter(([key, inner]) => !(key === 'required' && Array.isArray(inner) && inner.length === 0));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The keys of `properties` are names of the API, which may well be called `description` or `example`. */
function part(key: string, value: unknown, document: ContractDocument, chain: readonly string[]): unknown {
  if (key !== 'properties' || !isObject(value)) return normalised(value, document, chain);
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, normalised(schema, document, chain)]));
}

/** `nullable` beside one reference has to be written with `allOf`; it means the referenced schema. */
function mergeSingle(single: unknown, rest: Json, document: ContractDocument): Json {
  const inner = isObject(single) && typeof single.$ref === 'string' ? resolve(document, single.$ref) : single;
  return { ...(isObject(inner) ? inner : {}), ...rest };
}

const sortedList = (key: string, value: unknown): unknown =>
  (key === 'required' || key === 'enum') && Array.isArray(value)
    ? [...(value as unknown[])].sort((a, b) => (String(a) < String(b) ? -1 : 1))
    : value;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** The parts of an operation that clients depend on; parameters may stand at its path. */
function essence(operation: Json, shared: unknown, document: ContractDocument): Json {
  const parameters = [...listOf(shared), ...listOf(operation.parameters)];
  const responses = (operation.responses as Json | undefined) ?? {};
  return {
    operationId: operation.operationId,
    security: operation.security ?? [],
    ...Object.fromEntries(
      EXTENSIONS.map((extension) => [extension, normalised(operation[extension] ?? null, document)]),
    ),
    parameters: Object.fromEntries(parameters.map((parameter) => parameterOf(parameter, document))),
    requestBody: contentOf(operation.requestBody, document),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [status, contentOf(response, document)]),
    ),
  };
}

function parameterOf(parameter: unknown, document: ContractDocument): [string, unknown] {
  const { name, in: place, required = false, schema } = normalised(parameter, document) as Json;
  // What an identifier in a path may look like is checked in one place, not route by route.
  const compared = place === 'path' ? { type: (schema as Json).type } : schema;
  return [`${String(place)} ${String(name)}`, { required, schema: compared }];
}

function contentOf(value: unknown, document: ContractDocument): unknown {
  const resolved = normalised(value ?? null, document);
  return isObject(resolved) ? (resolved.content ?? null) : resolved;
}

function differencesOf(where: string, written: unknown, generated: unknown): string[] {
  if (isObject(written) && isObject(generated)) {
    const keys = [...new Set([...Object.keys(written), ...Object.keys(generated)])];
    return keys.flatMap((key) => differencesOf(`${where} / ${key}`, written[key], generated[key]));
  }
  const [left, right] = [JSON.stringify(written), JSON.stringify(generated)];
  return left === right ? [] : [`${where}: written ${left}, generated ${right}`];
}

function operationsOf(document: ContractDocument): Map<string, Json> {
  const operations = new Map<string, Json>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (isObject(operation))
        operations.set(`${method.toUpperCase()} ${path}`, essence(operation, item.parameters, document));
    }
  }
  return operations;
}

/** Whether two documents promise the same: paths, parameters, bodies, statuses and nodes of every operation. */
export function compareContracts(written: ContractDocument, generated: ContractDocument): Comparison {
  const left = operationsOf(written);
  const right = operationsOf(generated);
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const differences = names.flatMap((name) => {
    const [one, other] = [left.get(name), right.get(name)];
    if (!one) return [`${name}: served, but not written`];
    if (!other) return [`${name}: written, but not served`];
    return differencesOf(name, one, other);
  });
  return { operations: names.length, differences };
}
