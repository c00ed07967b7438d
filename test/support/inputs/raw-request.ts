import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { contractProblems } from '../agent/response-check';

/** A request exactly as it goes out: nothing is encoded, completed or corrected on the way. */
export interface RawRequest {
  /** Upper case. */
  readonly method: string;
  /** Request target, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const DEADLINE_MS = 10_000;
const connections = new Agent({ keepAlive: true });

/**
 * Sends a request over a shared connection pool.
 * @throws when the answer is not complete in time
 */
export function sendRaw(
  base: string,
  { method, path, headers = {}, body }: RawRequest,
  deadlineMs = DEADLINE_MS,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? undefined : String(Buffer.byteLength(body));
    const outgoing = request({
      ...{ hostname, port, method, path, agent: connections, signal: AbortSignal.timeout(deadlineMs) },
      headers: { ...(length !== undefined && { 'content-length': length }), ...headers },
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** In what an answer departs from the contract of the mount that was called; empty when it keeps to it. */
export function problemsOf({ method, path, body }: RawRequest, { status, headers, text }: RawAnswer): string[] {
  const [pathname = ''] = path.split('?', 1);
  const isJson = (headers['content-type'] ?? '').includes('json');
  const sent = body === undefined ? undefined : parsed(body.toString());
  return contractProblems({ method, path: pathname, sent, status, headers, body: isJson ? parsed(text) : text, text });
}
