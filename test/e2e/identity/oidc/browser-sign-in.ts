import { io, type Socket } from 'socket.io-client';
import type { SignInTokens } from '@app/realtime';
import type { TestApp } from '../../../support/app';
import type { ContractResponse } from '../../../support/agent/contract-request';

/** A sign-in as its client knows it. */
export interface Begun {
  readonly uri: string;
  readonly callbackKey: string;
  /** The pair for a `Cookie` header. */
  readonly cookie: string;
}

interface Envelope {
  readonly data: { readonly uri: string; readonly callbackKey: string };
}

export async function begin(app: TestApp, agent = app.agent, setupToken?: string): Promise<Begun> {
  const request = agent.get<Envelope>('/v1/auth/uri');
  if (setupToken !== undefined) void request.set('x-setup-token', setupToken);
  const { body, headers } = await request.expect(200);
  const [cookie = ''] = headers['set-cookie'] ?? [];
  return { ...body.data, cookie: cookie.split(';', 1)[0] ?? '' };
}

interface Return {
  readonly callbackKey: string;
  readonly cookie?: string;
  /** As browsers send it. */
  readonly accept?: string;
  readonly [parameter: string]: string | undefined;
}

/** The browser comes back from the provider. */
export function comeBack(app: TestApp, issuer: string, { callbackKey, cookie, accept, ...answer }: Return) {
  const request = app.agent.get<unknown>('/v1/auth/redirect').query({ state: callbackKey, iss: issuer, ...answer });
  if (cookie !== undefined) void request.set('cookie', cookie);
  return accept === undefined ? request : request.set('accept', accept);
}

/** What a confirmation page would post. */
export function formOf({ text }: Pick<ContractResponse<unknown>, 'text'>): Record<string, string> {
  const fields = [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}

/** Clients that wait for tokens; they are closed together. */
export class WaitingClients {
  private readonly sockets: Socket[] = [];

  constructor(private readonly app: TestApp) {}

  /** Resolves when the client is connected, with a promise of its tokens; rejects with the reason of a refusal. */
  async wait(callbackKey: string): Promise<{ readonly tokens: Promise<SignInTokens>; readonly received: unknown[] }> {
    const socket = io(this.app.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { callbackKey },
    });
    this.sockets.push(socket);
    const received: unknown[] = [];
    socket.onAny((event: string) => received.push(event));
    const tokens = new Promise<SignInTokens>((resolve) => socket.once('auth:tokens', resolve));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return { tokens, received };
  }

  close(): void {
    for (const socket of this.sockets) socket.close();
  }
}
