import { errors, Pool } from 'undici';
import { ConnectWiseError } from '../connectwise.errors';
import { CallFailure } from './call-failure';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  /** Parsed JSON; null when there is none. */
  readonly body: unknown;
  /** Whether a `Link` header names a page after this one. */
  readonly hasNext: boolean;
}

const CONNECT_TIMEOUT_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;
/** A page of a thousand records with every field stays far below. */
const LARGEST_ANSWER = 32 * 1024 * 1024;
const TOO_MANY_REQUESTS = 429;

/** One HTTP exchange, without a second try. */
export class Transport {
  private readonly pool: Pool;

  constructor(origin: string, connections: number) {
    this.pool = new Pool(origin, {
      ...{ connections, pipelining: 1, keepAliveTimeout: KEEP_ALIVE_MS },
      connect: { timeout: CONNECT_TIMEOUT_MS },
      // The signal of the call bounds the whole exchange.
      ...{ headersTimeout: 0, bodyTimeout: 0, maxResponseSize: LARGEST_ANSWER },
    });
  }

  /** @throws CallFailure unless there is an answer below 500 that is no 429 and that can be read */
  async send(call: Call, timeout: AbortSignal, signal?: AbortSignal): Promise<Answer> {
    const { status, headers, text } = await this.exchange(call, signal ? AbortSignal.any([signal, timeout]) : timeout, {
      timeout,
      caller: signal,
    });
    if (status === TOO_MANY_REQUESTS) throw CallFailure.throttled(retryAfterMs(headers));
    if (status >= 500)
      throw CallFailure.ill(ConnectWiseError.failed({ upstreamStatus: status }), retryAfterMs(headers));
    const successful = status >= 200 && status < 300;
    return { status, body: parse(text, successful), hasNext: /rel="?next"?/.test(headerOf(headers, 'link')) };
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async exchange(call: Call, signal: AbortSignal, by: { timeout: AbortSignal; caller?: AbortSignal }) {
    try {
      const { statusCode, headers, body } = await this.pool.request({ ...call, signal });
      return { status: statusCode, headers, text: await body.text() };
    } catch (error) {
      by.caller?.throwIfAborted();
      if (by.timeout.aborted || error instanceof errors.ConnectTimeoutError) {
        throw CallFailure.ill(ConnectWiseError.timeout());
      }
      if (error instanceof errors.ResponseExceededMaxSizeError) throw CallFailure.ill(ConnectWiseError.unreadable());
      throw CallFailure.ill(ConnectWiseError.unreachable());
    }
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const headerOf = (headers: Headers, name: string): string => String(headers[name] ?? '');

/** Seconds or a date. */
function retryAfterMs(headers: Headers): number | undefined {
  const text = headerOf(headers, 'retry-after');
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** A refusal may be a page for people; data may not. */
function parse(text: string, mustParse: boolean): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (!mustParse) return null;
    throw CallFailure.ill(ConnectWiseError.unreadable());
  }
}
