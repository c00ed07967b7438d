import { setTimeout as delay } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import { isFields } from '../fields';

/** What goes wrong with an answer. */
export type Fault =
  /** A refusal, with `Retry-After` where told. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: number | string; readonly code?: string }
  /** A way to another address. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** The true answer, late. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Nothing at all: the connection stays open. */
  | { readonly kind: 'silence' }
  /** The connection breaks before an answer. */
  | { readonly kind: 'reset' }
  /** An answer that begins and never ends. */
  | { readonly kind: 'halfOpen' }
  /** The first half of the true answer, then the connection breaks. */
  | { readonly kind: 'truncated' }
  /** Bytes that are no JSON under a JSON type. */
  | { readonly kind: 'malformed' }
  /** A page for people where data is due. */
  | { readonly kind: 'html'; readonly status: number }
  /** The true answer with fields of every nth record set or missing: unknown values, wrong types, news of a later version. */
  | {
      readonly kind: 'altered';
      readonly every?: number;
      readonly set?: Readonly<Record<string, unknown>>;
      readonly unset?: readonly string[];
    };

export interface FaultRule {
  readonly fault: Fault;
  /** Any method unless told. */
  readonly method?: string;
  /** Part of the path below the API's base; any unless told. */
  readonly path?: string;
  /** How many requests it meets; all unless told. */
  readonly times?: number;
}

const PAGE = '<!doctype html><html><title>Error</title><h1>Something went wrong</h1></html>';

type StatusFault = Extract<Fault, { kind: 'status' }>;

/** Failures on demand. */
export class Faults {
  private rules: { rule: FaultRule; left: number }[] = [];

  /** @param refusal the body of a refusal, in the words of the upstream */
  constructor(private readonly refusal: (fault: StatusFault) => object) {}

  add(rule: FaultRule): void {
    this.rules.push({ rule, left: rule.times ?? Infinity });
  }

  clear(): void {
    this.rules = [];
  }

  readonly handler: RequestHandler = async (request, response, next) => {
    const fault = this.take(request.method, request.path);
    if (!fault) {
      next();
      return;
    }
    switch (fault.kind) {
      case 'status':
        if (fault.retryAfter !== undefined) response.set('Retry-After', String(fault.retryAfter));
        response.status(fault.status).json(this.refusal(fault));
        return;
      case 'redirect':
        response.redirect(fault.to);
        return;
      case 'latency':
        await delay(fault.ms, undefined, { ref: false });
        next();
        return;
      case 'silence':
        return;
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'halfOpen':
        response.type('json').write('[{"id":');
        return;
      case 'malformed':
        response.type('json').send('[{"id":1,,}]');
        return;
      case 'html':
        response.status(fault.status).type('html').send(PAGE);
        return;
      case 'truncated':
        sendHalf(response);
        next();
        return;
      case 'altered':
        alter(response, fault);
        next();
    }
  };

  private take(method: string, path: string): Fault | undefined {
    const active = this.rules.find(
      ({ rule, left }) =>
        left > 0 && (rule.method === undefined || rule.method === method) && path.includes(rule.path ?? ''),
    );
    if (!active) return undefined;
    active.left -= 1;
    return active.rule.fault;
  }
}

function sendHalf(response: Response): void {
  response.json = (body: unknown) => {
    const text = Buffer.from(JSON.stringify(body));
    response.set({ 'Content-Type': 'application/json', 'Content-Length': String(text.length) });
    response.write(text.subarray(0, text.length >> 1), () => response.socket?.destroy());
    return response;
  };
}

function alter(response: Response, { every = 1, set = {}, unset = [] }: Extract<Fault, { kind: 'altered' }>): void {
  const altered = (record: unknown): unknown => {
    if (!isFields(record)) return record;
    const kept = Object.entries(record).filter(([key]) => !unset.includes(key));
    return { ...Object.fromEntries(kept), ...set };
  };
  const send = response.json.bind(response);
  response.json = (body: unknown) =>
    send(
      Array.isArray(body)
        ? body.map((record: unknown, place) => (place % every === 0 ? altered(record) : record))
        : altered(body),
    );
}
