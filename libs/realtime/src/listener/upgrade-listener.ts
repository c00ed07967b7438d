import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { refuseUpgrade } from './refuse-upgrade';
import { requestIdOf } from './request-id';

/** Whatever speaks a socket protocol at one path. */
export interface SocketEndpoint {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Present when the protocol also runs over plain requests (HTTP long-polling). */
  handleRequest?(request: IncomingMessage, response: ServerResponse): void;
  /** Ends every connection it holds. */
  close(): unknown;
}

/**
 * The HTTP server's one `upgrade` listener. It hands each upgrade to the endpoint that owns the path and refuses the
 * rest with 404; long-polling requests of an endpoint are answered here before Express sees them.
 */
@Injectable()
export class UpgradeListener implements BeforeApplicationShutdown {
  private readonly endpoints = new Map<string, SocketEndpoint>();
  private closing = false;

  /** @param path exact path without a trailing slash, which clients may add */
  register(path: string, endpoint: SocketEndpoint): void {
    if (this.endpoints.has(path)) throw new Error(`Socket path "${path}" is registered twice`);
    this.endpoints.set(path, endpoint);
  }

  attach(server: HttpServer): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.upgrade(request, socket, head),
    );
    const application = server.listeners('request');
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!this.answer(request, response)) for (const listener of application) listener.call(server, request, response);
    });
  }

  /** From now on upgrades answer 503; what is open stays open. */
  beforeApplicationShutdown(): void {
    this.closing = true;
  }

  /** Refuses new connections and ends the open ones, which would keep the HTTP server from closing. */
  async close(): Promise<void> {
    this.closing = true;
    await Promise.all([...this.endpoints.values()].map((endpoint) => endpoint.close()));
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Node took its own handler off the socket; a reset before the endpoint adds one would end the process.
    socket.on('error', () => socket.destroy());
    const endpoint = this.endpointOf(request);
    if (!endpoint) refuseUpgrade(request, socket, 404);
    else if (this.closing) refuseUpgrade(request, socket, 503);
    else endpoint.handleUpgrade(request, socket, head);
  }

  private answer(request: IncomingMessage, response: ServerResponse): boolean {
    const endpoint = this.endpointOf(request);
    if (!endpoint?.handleRequest) return false;
    response.setHeader('x-request-id', requestIdOf(request));
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    endpoint.handleRequest(request, response);
    return true;
  }

  private endpointOf(request: IncomingMessage): SocketEndpoint | undefined {
    const [path = ''] = (request.url ?? '').split('?', 1);
    return this.endpoints.get(path.endsWith('/') ? path.slice(0, -1) : path);
  }
}
