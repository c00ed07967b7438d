import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { WebSocketServer } from 'ws';
import { LiveSockets } from '../authentication/live-sockets';
import { bearerToken, SocketAuthenticator, type SignedIn } from '../authentication/socket-authenticator';
import { refuseUpgrade } from '../listener/refuse-upgrade';
import { UpgradeListener, type SocketEndpoint } from '../listener/upgrade-listener';
import { RealtimeConfig } from '../realtime.options';
import { ExchangeClient } from './exchange-client';

/** The token of the `Authorization` header, which wins, or of the query parameter of that name. */
function presentedToken(request: IncomingMessage): string | null {
  if (request.headers.authorization !== undefined) return bearerToken(request.headers.authorization);
  const query = request.url?.split('?')[1];
  return bearerToken(new URLSearchParams(query).get('Authorization'));
}

/** Beaver's plain WebSocket at `/websocket`: the token is checked before the upgrade is answered. */
@Injectable()
export class ExchangeEndpoint implements SocketEndpoint, OnModuleInit, BeforeApplicationShutdown {
  readonly clients = new Set<ExchangeClient>();
  private readonly logger = new Logger(ExchangeEndpoint.name);
  private readonly server: WebSocketServer;
  private pings: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: RealtimeConfig,
    private readonly authenticator: SocketAuthenticator,
    private readonly live: LiveSockets,
    private readonly listener: UpgradeListener,
  ) {
    const maxPayload = config.limits.messageBytes;
    this.server = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload });
  }

  onModuleInit(): void {
    this.listener.register('/websocket', this);
    this.pings = setInterval(() => this.clients.forEach((client) => client.ping()), this.config.limits.pingMs).unref();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.close();
  }

  async close(): Promise<void> {
    clearInterval(this.pings);
    await Promise.all([...this.clients].map((client) => client.shutDown()));
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.examine(request).then(
      (outcome) => {
        if (typeof outcome === 'number') this.refuse(request, socket, outcome);
        else this.server.handleUpgrade(request, socket, head, (webSocket) => this.open(webSocket, outcome));
      },
      (error: unknown) => {
        this.logger.error(`An upgrade could not be examined: ${error instanceof Error ? error.message : 'unknown'}`);
        this.refuse(request, socket, 503);
      },
    );
  }

  /** Who connects, or the status to refuse with. */
  private async examine(request: IncomingMessage): Promise<SignedIn | number> {
    if (this.clients.size >= this.config.limits.connections) return 503;
    const token = presentedToken(request);
    const principal = token && (await this.authenticator.byToken(token));
    if (!token || !principal) return 401;
    return this.live.hasRoom(principal.userId) ? { principal, credential: { kind: 'bearer', token } } : 429;
  }

  private refuse(request: IncomingMessage, socket: Duplex, status: number): void {
    refuseUpgrade(request, socket, status, status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {});
  }

  private open(webSocket: ConstructorParameters<typeof ExchangeClient>[0], signedIn: SignedIn): void {
    const client = new ExchangeClient(webSocket, signedIn, this.config.limits);
    if (!this.live.add(client)) return client.cut();
    this.clients.add(client);
    webSocket.once('close', () => {
      this.clients.delete(client);
      this.live.remove(client);
    });
  }
}
