import type { FieldGate } from '@app/kernel';
import { nodesOf, type Access, type ConditionalAccess } from './access';
import type { Shape } from './shape';

export type HttpMethod = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Rate-limit classes; `write` is the default of every method but GET. `reveal` counts the secure values that are read. */
export type LimitClass = 'login' | 'public-write' | 'token-creation' | 'write' | 'reveal' | 'exempt';

type ErrorFactory = (details?: never) => { status: number };

/** Everything about one route, declared once: guard, document, envelope, rate limit and metrics read it. */
export interface RouteSpec {
  readonly method: HttpMethod;
  /** Path below the controller, Express style (`:identifier`). */
  readonly path: string;
  readonly access: Access;
  /** Ids of the nodes that `access` names; empty for a mode. */
  readonly nodeIds: readonly string[];
  readonly when: readonly ConditionalAccess[];
  readonly returns: Shape;
  /** Keys of the body that the answer of a write keeps where they were sent: what the body DTO declares, unless told. */
  readonly bodyKeys: readonly string[];
  /** Tells them, where a key of the body does not stand for the same key of the answer. */
  readonly kept?: readonly string[];
  /** Success status. */
  readonly status: number;
  /** The documented message of the success body, where the surface has one. */
  readonly message?: string;
  /** Removes the keys of the answer that the actor may not see. */
  readonly gate?: FieldGate;
  /** The same for answers of writes, which keep `id` and the keys just written. */
  readonly gateWrite?: FieldGate;
  /** Statuses of failures beyond the ones every route of its kind has. */
  readonly errors: readonly number[];
  readonly summary: string;
  readonly description?: string;
  /** Accepted request content types. */
  readonly consumes: readonly string[];
  readonly limit: LimitClass;
  /** Request headers the route reads, for the document. */
  readonly headers: readonly { name: string; required: boolean; description: string; maxLength?: number }[];
  /** Schemas of path parameters that are not any text, for the document. */
  readonly params: Readonly<Record<string, Record<string, unknown>>>;
  /** Beaver: the fields of `data` stand beside it as well, for the two readings of its token answer. Needs a schema inline. */
  readonly repeatAtTop: boolean;
  /** What the client-compatible mount does otherwise. */
  readonly compatible: { readonly unwrapped?: boolean; readonly statusOf?: Readonly<Record<string, number>> };
}

type Verb = { [Method in HttpMethod]: Record<Method, string> & Partial<Record<Exclude<HttpMethod, Method>, never>> };

/** The argument of `@Route`: one verb with its path, and what differs from the defaults. */
export type RouteOptions = Verb[HttpMethod] &
  Pick<RouteSpec, 'access' | 'returns' | 'summary'> &
  Partial<
    Pick<
      RouteSpec,
      | 'when'
      | 'status'
      | 'message'
      | 'gate'
      | 'gateWrite'
      | 'kept'
      | 'description'
      | 'consumes'
      | 'limit'
      | 'headers'
      | 'params'
      | 'repeatAtTop'
    >
  > & { compatible?: RouteSpec['compatible']; errors?: readonly (ErrorFactory | number)[] };

const METHODS: readonly HttpMethod[] = ['get', 'post', 'put', 'patch', 'delete'];

export function toRouteSpec(options: RouteOptions, bodyKeys: readonly string[] = []): RouteSpec {
  const method = METHODS.find((verb) => options[verb] !== undefined);
  if (!method) throw new Error('A route needs one of get, post, put, patch, delete');
  return {
    method,
    path: options[method] ?? '',
    access: options.access,
    nodeIds: nodesOf(options.access).map(({ id }) => id),
    when: options.when ?? [],
    returns: options.returns,
    bodyKeys: options.kept ?? bodyKeys,
    kept: options.kept,
    status: options.status ?? 200,
    message: options.message,
    gate: options.gate,
    gateWrite: options.gateWrite,
    errors: (options.errors ?? []).map((error) => (typeof error === 'number' ? error : error().status)),
    summary: options.summary,
    description: options.description,
    consumes: options.consumes ?? ['application/json'],
    limit: options.limit ?? (method === 'get' ? 'exempt' : 'write'),
    headers: options.headers ?? [],
    params: options.params ?? {},
    repeatAtTop: options.repeatAtTop ?? false,
    compatible: options.compatible ?? {},
  };
}

export const needsToken = (access: Access): boolean => typeof access !== 'string' || access === 'signed-in';
