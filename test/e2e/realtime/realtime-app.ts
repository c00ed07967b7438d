import type { AddressInfo } from 'node:net';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Controller, Get, Global, Module, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Clock, PermissionSet, PrincipalSource, type PermissionNode, type Principal } from '@app/kernel';
import {
  attachRealtime,
  EcoflowSessionFacts,
  RealtimeModule,
  RefreshCookieAuthenticator,
  type RealtimeOptions,
} from '@app/realtime';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import WebSocket, { type ClientOptions } from 'ws';

export const PUBLIC_URL = 'https://switchyard.example';
export const PARTNER_ORIGIN = 'https://partner.example';

export const node = (id: string): PermissionNode => ({ id, category: 'test', description: id, dependencies: [] });

/** Sessions by token and by cookie, as the identity module would know them. */
class Sessions extends PrincipalSource {
  readonly tokens = new Map<string, Principal>();
  readonly cookies = new Map<string, Principal>();
  /** Milliseconds that a look-up takes. */
  delay = 0;

  signIn(login: string, patterns: string[] = []): string {
    const token = `token-of-${login}`;
    this.tokens.set(token, this.principal(login, patterns));
    return token;
  }

  signInByCookie(login: string, patterns: string[] = []): string {
    const cookie = `refresh=${login}`;
    this.cookies.set(cookie, this.principal(login, patterns));
    return cookie;
  }

  override async authenticate(token: string): Promise<Principal | null> {
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    return this.tokens.get(token) ?? null;
  }

  private principal(login: string, patterns: string[]): Principal {
    const permissions = new PermissionSet(patterns);
    return { userId: `id-${login}`, login, permissions, kind: 'session', tokenId: `session-${login}` };
  }
}

class Cookies extends RefreshCookieAuthenticator {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  override async authenticate(cookieHeader: string): Promise<Principal | null> {
    return this.sessions.cookies.get(cookieHeader) ?? null;
  }

  override async revalidate({ tokenId }: Principal): Promise<Principal | null> {
    return [...this.sessions.cookies.values()].find((principal) => principal.tokenId === tokenId) ?? null;
  }
}

class Facts extends EcoflowSessionFacts {
  override async permissions(userId: string): Promise<Record<string, boolean>> {
    return { flowEditor: true, administrator: userId === 'id-root' };
  }

  override async roleIds(userId: string): Promise<string[]> {
    return [`role-of-${userId}`];
  }
}

class MovableClock extends Clock {
  private time = Date.UTC(2026, 0, 1);

  override now(): Date {
    return new Date(this.time);
  }

  forward(milliseconds: number): void {
    this.time += milliseconds;
  }
}

@Controller()
class HelloController {
  @Get('hello')
  hello(): string {
    return 'hello';
  }
}

/** A small Nest application with all sockets on one port, and clients that close with it. */
export class RealtimeApp {
  readonly sessions = new Sessions();
  readonly clock = new MovableClock();
  private readonly clients = new Set<{ close(): unknown }>();
  private app: INestApplication;
  url: string;

  async start(limits: RealtimeOptions['limits'] = {}): Promise<this> {
    const options = { publicUrl: `${PUBLIC_URL}/`, corsOrigins: [PARTNER_ORIGIN], limits };
    const ports = [
      { provide: PrincipalSource, useValue: this.sessions },
      { provide: RefreshCookieAuthenticator, useValue: new Cookies(this.sessions) },
      { provide: EcoflowSessionFacts, useClass: Facts },
      { provide: Clock, useValue: this.clock },
    ];
    @Global()
    @Module({ providers: ports, exports: ports.map(({ provide }) => provide) })
    class IdentityModule {}

    const imports = [IdentityModule, RealtimeModule.forRoot(options)];
    const testing = await Test.createTestingModule({ imports, controllers: [HelloController] }).compile();
    this.app = testing.createNestApplication({ logger: false });
    attachRealtime(this.app);
    await this.app.listen(0, '127.0.0.1');
    const { port }: AddressInfo = this.app.getHttpServer().address();
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  get<T>(token: abstract new (...parameters: never[]) => T): T {
    return this.app.get<T>(token);
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.shutDown();
  }

  /** Stops the server alone, while its clients stay. */
  shutDown(): Promise<void> {
    return this.app.close();
  }

  /** A socket.io client that is not waited for. `path` may name a namespace. */
  open(path: string, options: Partial<ManagerOptions & SocketOptions> = {}): Socket {
    const namespace = options.path ? '' : path;
    const socket = io(`${this.url}${namespace}`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...options,
    });
    this.clients.add(socket);
    return socket;
  }

  connect(path: string, options: Partial<ManagerOptions & SocketOptions> = {}): Promise<Socket> {
    const socket = this.open(path, options);
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(socket));
      socket.once('connect_error', reject);
    });
  }

  /** The message that a handshake was refused with. */
  refusal(path: string, options: Partial<ManagerOptions & SocketOptions> = {}): Promise<string> {
    return this.connect(path, options).then(
      () => 'connected',
      (error: unknown) => (error as Error).message,
    );
  }

  ecoflow(options: Partial<ManagerOptions & SocketOptions> = {}): Promise<Socket> {
    return this.connect('/', { path: '/socket.ecoflow', ...options });
  }

  webSocket(path: string, options: ClientOptions = {}): WebSocket {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}${path}`, options);
    this.clients.add(socket);
    return socket;
  }

  /** A raw upgrade request; answers with the HTTP response it is refused with. */
  upgrade(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
    const fields = { connection: 'Upgrade', upgrade: 'websocket', ...headers };
    return new Promise((resolve, reject) => {
      const request = httpRequest(`${this.url}${path}`, { headers: fields }, (response) => resolve(response.resume()));
      request.once('error', reject).end();
    });
  }
}

/** Resolves with the arguments of the next event. */
export const next = (socket: Socket, event: string): Promise<unknown[]> =>
  new Promise((resolve) => socket.once(event, (...values: unknown[]) => resolve(values)));

/** Records every event that reaches the client. */
export function record(socket: Socket): string[] {
  const names: string[] = [];
  socket.onAny((name: string) => names.push(name));
  return names;
}
