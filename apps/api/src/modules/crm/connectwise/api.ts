import type { ConnectWiseSettings } from '../../../config';
import { type Answer, background, type Call, type Caller, interactive } from '../../../upstreams/http';
import { Codebase } from './codebase';
import { ConnectWiseError } from './connectwise.errors';
import { isObject } from './shape';

/** The model that the types here were written for; without it ConnectWise answers in its latest. */
const ACCEPT = 'application/vnd.connectwise.com+json; version=2025.1';
export const LONGEST_URL = 2_000;

export interface CallOptions {
  /** Gives up when it fires. */
  readonly signal?: AbortSignal;
  /** More tries, more time, and fewer calls at once than for somebody who waits. */
  readonly background?: boolean;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface ApiRequest extends CallOptions {
  readonly method: Call['method'];
  /** Below the base of the API. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  readonly forwardOnly?: boolean;
  /** Unless told: every method but POST and PATCH. */
  readonly idempotent?: boolean;
}

/** Calls to the API of one company: address, credentials and refusals. */
export class ConnectWiseApi {
  private readonly origin: string;
  private readonly basePath: string;
  private readonly authorization: string;
  private readonly codebase: Codebase;

  constructor(
    private readonly settings: ConnectWiseSettings,
    private readonly callers: { readonly interactive: Caller; readonly background: Caller },
  ) {
    const { company, publicKey, privateKey } = settings;
    const url = new URL(settings.url);
    this.origin = url.origin;
    this.basePath = url.pathname.replace(/\/+$/, '');
    this.authorization = `Basic ${Buffer.from(`${company}+${publicKey}:${privateKey}`).toString('base64')}`;
    this.codebase = new Codebase((inBackground) => this.companyInfo(inBackground));
  }

  /** @throws DomainError of `ConnectWiseError` for every answer but a success */
  async send(request: ApiRequest): Promise<Answer> {
    const codebase = await this.codebase.current(request.background);
    let answer = await this.exchange(request, codebase);
    // A 404 in other words than the API's own: the release may have moved.
    if (answer.status === 404 && !saysNotFound(answer.body)) {
      const successor = await this.codebase.successorOf(codebase, request.background);
      if (successor !== null) answer = await this.exchange(request, successor);
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusal(answer);
  }

  /** Characters left for one more query value, once percent-encoded. */
  async room(path: string, query: Query, { background: inBackground }: CallOptions = {}): Promise<number> {
    const url = this.origin + this.pathOf(path, query, await this.codebase.current(inBackground));
    return LONGEST_URL - url.length;
  }

  private exchange(request: ApiRequest, codebase: string): Promise<Answer> {
    const { method, body, signal } = request;
    const path = this.pathOf(request.path, request.query ?? {}, codebase);
    if (this.origin.length + path.length > LONGEST_URL) throw ConnectWiseError.tooLong();
    const headers = {
      ...{ authorization: this.authorization, clientid: this.settings.clientId, accept: ACCEPT },
      ...(request.forwardOnly && { 'pagination-type': 'forward-only' }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const call = { method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const idempotent = request.idempotent ?? (method !== 'POST' && method !== 'PATCH');
    return this.call(call, { inBackground: request.background, idempotent, signal });
  }

  private pathOf(path: string, query: Query, codebase: string): string {
    const pairs = Object.entries(query)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
    const search = pairs.length > 0 ? `?${pairs.join('&')}` : '';
    return `${this.basePath}/${codebase}apis/3.0/${path}${search}`;
  }

  private companyInfo(inBackground: boolean): Promise<Answer> {
    const path = `${this.basePath}/login/companyinfo/${encodeURIComponent(this.settings.company)}`;
    const call: Call = { method: 'GET', path, headers: { accept: 'application/json' } };
    return this.call(call, { inBackground, idempotent: true });
  }

  private call(
    call: Call,
    { inBackground, ...terms }: { inBackground?: boolean; idempotent: boolean; signal?: AbortSignal },
  ): Promise<Answer> {
    return inBackground
      ? this.callers.background.call(call, { patience: background, ...terms })
      : this.callers.interactive.call(call, { patience: interactive, ...terms });
  }
}

const saysNotFound = (body: unknown): boolean => isObject(body) && body.code === 'NotFound';

function refusal({ status, body }: Answer): Error {
  if (status === 404) return ConnectWiseError.notFound();
  if (status === 401 || status === 403) return ConnectWiseError.refused({ upstreamStatus: status });
  const facts = { upstreamStatus: status, upstreamCode: isObject(body) ? body.code : undefined };
  return ConnectWiseError.rejected({ ...facts, upstreamFields: fieldsOf(body) });
}

/** Names of the fields that ConnectWise complains of. */
function fieldsOf(body: unknown): string[] {
  const errors = isObject(body) && Array.isArray(body.errors) ? (body.errors as unknown[]) : [];
  return errors.flatMap((error) => (isObject(error) && typeof error.field === 'string' ? [error.field] : []));
}
