import type { DomainError } from '@app/kernel';
import { type buildConnector, errors, Pool } from 'undici';
import { CallFailure } from './call-failure';
import type { UpstreamErrors } from './upstream-errors';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Only status and headers matter: a page for people will do. */
  readonly anyBody?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Parsed JSON; null when there is none. */
  readonly body: unknown;
  /** Whether a `Link` header names a page after this one. */
  readonly hasNext: boolean;
}

export const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;
/** A page of a thousand records with every field stays far below. */
const LARGEST_ANSWER = 32 * 1024 * 1024;
const TOO_MANY_REQUESTS = 429;

export interface TransportOptions {
  readonly connections: number;
  readonly errors: UpstreamErrors;
  /** How connections are made; as usual unless told. */
  readonly connect?: buildConnector.connector;
  /** What a failure to connect means where nothing is ill: another try would end the same way. */
  readonly explain?: (error: unknown) => DomainError | undefined;
}

/** One HTTP exchange, without a second try. */
export class Transport {
  private readonly pool: Pool;
  private readonly errors: UpstreamErrors;

  constructor(
    origin: string,
    private readonly options: TransportOptions,
  ) {
    const { connections, connect } = options;
    this.errors = options.errors;
    this.pool = new Pool(origin, {
      ...{ connections, pipelining: 1, keepAliveTimeout: KEEP_ALIVE_MS },
      connect: connect ?? { timeout: CONNECT_TIMEOUT_MS },
      // The signal of the call bounds the whole exchange.
      ...{ headersTimeout: 0, bodyTimeout: 0, maxResponseSize: LARGEST_ANSWER },
    });
  }

  /** @throws CallFailure, or what explains it, unless there is an answer below 500 that is no 429 and that can be read */
  async send(call: Call, timeout: AbortSignal, signal?: AbortSignal): Promise<Answer> {
    const { status, headers, text } = await this.exchange(call, signal ? AbortSignal.any([signal, timeout]) : timeout, {
      timeout,
      caller: signal,
    });
    if (status === TOO_MANY_REQUESTS) throw CallFailure.throttled(this.errors, retryAfterMs(headers));
    if (status >= 500) throw CallFailure.ill(this.errors.failed({ upstreamStatus: status }), retryAfterMs(headers));
    const successful = status >= 200 && status < 300;
    return {
      status,
      headers,
      body: this.parse(text, successful && !call.anyBody),
      hasNext: /rel="?next"?/.test(headerOf(headers, 'link')),
    };
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async exchange(
    { anyBody: _, ...call }: Call,
    signal: AbortSignal,
    by: { timeout: AbortSignal; caller?: AbortSignal },
  ) {
    try {
      const { statusCode, headers, body } = await this.pool.request({ ...call, signal });
      return { status: statusCode, headers, text: await body.text() };
    } catch (error) {
      by.caller?.throwIfAborted();
      if (by.timeout.aborted || error instanceof errors.ConnectTimeoutError) {
        throw CallFailure.ill(this.errors.timeout());
      }
      if (error instanceof errors.ResponseExceededMaxSizeError) throw CallFailure.ill(this.errors.unreadable());
      throw this.options.explain?.(error) ?? CallFailure.ill(this.errors.unreachable());
    }
  }

  /** A refusal may be a page for people; data may not. */
  private parse(text: string, mustParse: boolean): unknown {
    if (text === '') return null;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      if (!mustParse) return null;
      throw CallFailure.ill(this.errors.unreadable());
    }
  }
}

export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

const headerOf = (headers: ResponseHeaders, name: string): string => String(headers[name] ?? '');

/** Seconds or a date. */
function retryAfterMs(headers: ResponseHeaders): number | undefined {
  const text = headerOf(headers, 'retry-after');
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
