import { createClient } from './generated/client';
import { Operations } from './generated/sdk.gen';

export type * from './generated/types.gen';

export interface SwitchyardOptions {
  /** Where the server is, e.g. `https://switchyard.example.com`. */
  readonly baseUrl: string;
  /** An access token or personal access token, or what hands over the current one before each call. */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>);
  /** Replaces the global `fetch`, for a proxy or a test. */
  readonly fetch?: typeof fetch;
}

/** Every operation, grouped by contract: `switchyard.optima.rolesFetch(...)`. */
export type Switchyard = Operations;

/**
 * A client of one server.
 *
 * Each call resolves to `{ data, error, request, response }` and rejects never: `data` and `error` have the types that
 * the contract documents for it. {@link unwrap} turns a failure into a thrown {@link SwitchyardError}.
 *
 * ```ts
 * const switchyard = createSwitchyard({ baseUrl, token });
 * const { data: role } = await unwrap(switchyard.optima.rolesFetch({ path: { identifier: 'operators' } }));
 * ```
 */
export function createSwitchyard({ baseUrl, token, fetch }: SwitchyardOptions): Switchyard {
  const auth = async (): Promise<string | undefined> => (typeof token === 'function' ? await token() : token);
  return new Operations({ client: createClient({ baseUrl, auth, ...(fetch && { fetch }) }) });
}

/** A call that the server refused, or that never reached it. */
export class SwitchyardError<Body = unknown> extends Error {
  override readonly name = 'SwitchyardError';

  constructor(
    /** HTTP status; undefined when there was no answer. */
    readonly status: number | undefined,
    /** The documented failure body; the cause when there was no answer. */
    readonly body: Body,
    /** Names the request in the server's log. */
    readonly requestId: string | undefined,
  ) {
    super(status === undefined ? 'The server did not answer' : `The server answered ${status}`, { cause: body });
  }
}

interface Result<Data, Failure> {
  readonly data?: Data;
  readonly error?: Failure;
  readonly response?: Response;
}

/** The body of a successful call. Throws {@link SwitchyardError} for any other. */
export async function unwrap<Data, Failure>(call: Promise<Result<Data, Failure>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (response?.ok) return data as NonNullable<Data>;
  throw new SwitchyardError(response?.status, error, response?.headers.get('x-request-id') ?? undefined);
}
