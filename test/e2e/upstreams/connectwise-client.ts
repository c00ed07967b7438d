import type { RunningConnectWise } from '../../../apps/upstreams/src/connectwise';

/** Whatever JSON says; tests look into it as they know it. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

/** Calls the simulated ConnectWise as curl would: what is sent is what the test says. */
export class PlainClient {
  constructor(private readonly server: RunningConnectWise) {}

  get authorization(): string {
    const { company, publicKey, privateKey } = this.server.settings;
    return `Basic ${Buffer.from(`${company}+${publicKey}:${privateKey}`).toString('base64')}`;
  }

  get(path: string, query: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const search = new URLSearchParams(query).toString();
    return this.send('GET', search ? `${path}?${search}` : path, undefined, headers);
  }

  /** Ids of the records that a condition leaves. */
  async ids(path: string, conditions: string, query: Record<string, string> = {}): Promise<number[]> {
    const { body } = await this.get(path, { pageSize: '1000', ...query, conditions });
    return body.map(({ id }: { id: number }) => id);
  }

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.server.url}/${this.server.simulation.codebase}apis/3.0${path}`, {
      method,
      headers: {
        authorization: this.authorization,
        clientId: this.server.settings.clientId,
        'content-type': 'application/json',
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  }
}

/** Targets of a `Link` header by their relation. */
export const linksOf = ({ headers }: Answer): Record<string, URL> =>
  Object.fromEntries(
    Array.from((headers.get('link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g), ([, target, relation]) => [
      relation,
      new URL(target ?? ''),
    ]),
  );
