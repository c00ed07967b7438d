import type { PermissionSet } from '@app/kernel';
import { contracts } from './contract-library';
import { CallRecord } from './coverage';
import type { Match, Operation } from './operations';
import { isOutsideContracts, ownerOfUnknownPath } from './owner';

/** A finished request as the contracts see it. */
export interface Exchange {
  /** Upper case. */
  readonly method: string;
  /** Path as sent, without query. */
  readonly path: string;
  /** The body that was sent; undefined for none. */
  readonly sent: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed JSON, or text. */
  readonly body: unknown;
  /** The body as it arrived. */
  readonly text: string;
  /** What the caller holds, where the test says so. */
  readonly held?: PermissionSet;
}

/** Answers to a body that an operation does not have. */
const BODY_FAULTS = [400, 413, 415];

const headerOf = ({ headers }: Exchange, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

const mediaType = (exchange: Exchange): string => headerOf(exchange, 'content-type').replace(/\s*;.*/, '');

const surfaceOf = ({ contract }: Operation): string => contract.split('.')[0] ?? contract;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

let calls: CallRecord | undefined;

/** Everything in which an answer departs from the written contracts; empty when it keeps to them. */
export function contractProblems(exchange: Exchange): string[] {
  if (isOutsideContracts(exchange.path)) return [];
  const { table } = contracts();
  const match = table.match(exchange.method, exchange.path);
  if (match.operation) (calls ??= new CallRecord(table.operations)).add(match.operation);
  const found = match.operation ? againstOperation(exchange, match.operation) : withoutOperation(exchange, match);
  return [...requestIdProblems(exchange), ...found];
}

function requestIdProblems({ headers, body }: Exchange): string[] {
  const id = headers['x-request-id'];
  if (typeof id !== 'string' || id === '') return ['the header x-request-id is missing'];
  if (!isRecord(body) || body.request_id === undefined || body.request_id === id) return [];
  return ['request_id differs from the header x-request-id'];
}

function againstOperation(exchange: Exchange, operation: Operation): string[] {
  const { status, headers } = exchange;
  const response = contracts().response(operation, status);
  if (!response) {
    const mayFault = exchange.sent !== undefined && operation.definition.requestBody === undefined;
    if (mayFault && BODY_FAULTS.includes(status)) return errorShape(exchange, surfaceOf(operation));
    return [`status ${String(status)} is not documented`];
  }
  const missing = response.requiredHeaders
    .filter((name) => headers[name.toLowerCase()] === undefined)
    .map((name) => `the header ${name} is missing`);
  if (exchange.method === 'HEAD') return missing;
  if (response.contentTypes.length === 0) {
    return exchange.text === '' ? missing : [...missing, 'a body was sent where none is documented'];
  }
  const type = mediaType(exchange);
  if (!response.contentTypes.includes(type)) return [...missing, `content type "${type}" is not documented`];
  const { sent } = exchange;
  const written = isRecord(sent)
    ? contracts()
        .keptKeys(operation)
        .filter((key) => Object.hasOwn(sent, key))
    : [];
  return [...missing, ...response.problems(type, exchange.body, { held: exchange.held, written })];
}

/** An unknown path is 404 and a known path with another method 405 with `Allow`, in the surface's error shape. */
function withoutOperation(exchange: Exchange, { methods }: Match): string[] {
  const { status, method, path } = exchange;
  if (method === 'OPTIONS') return [];
  const expected = methods.length > 0 ? 405 : 404;
  // The body is read before the path is looked up.
  const isMalformed = status === 400 || (exchange.sent !== undefined && BODY_FAULTS.includes(status));
  if (status !== expected && !isMalformed) {
    return [`status ${String(status)} where no operation is documented, instead of ${String(expected)}`];
  }
  const allowed = headerOf(exchange, 'allow').split(/\s*,\s*/);
  const unnamed = expected === 405 && !isMalformed ? methods.filter((name) => !allowed.includes(name)) : [];
  return [
    ...unnamed.map((name) => `the header Allow does not name ${name}`),
    ...(method === 'HEAD' ? [] : errorShape(exchange, ownerOfUnknownPath(path))),
  ];
}

function errorShape(exchange: Exchange, surface: string): string[] {
  const type = mediaType(exchange);
  if (type !== 'application/json') return [`content type "${type}" instead of application/json`];
  return contracts().errorProblems(surface, exchange.body);
}
