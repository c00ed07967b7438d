import { Injectable } from '@nestjs/common';
import { AbstractWsAdapter, type MessageMappingProperties } from '@nestjs/websockets';
import { Server as Engine } from 'engine.io';
import { Server, type Namespace, type Socket } from 'socket.io';
import { RealtimeConfig } from '../realtime.options';
import { UpgradeListener } from './upgrade-listener';

interface GatewayOptions {
  readonly path?: string;
  readonly namespace?: string;
  /** Present when the namespace joins the server that another gateway of the path made. */
  readonly server?: Server;
}

/**
 * Gives each gateway path a socket.io server that listens to nothing by itself: its engine is registered with the
 * {@link UpgradeListener}. Attached engines would each add an `upgrade` listener and cut upgrades they do not know.
 */
@Injectable()
export class RealtimeAdapter extends AbstractWsAdapter {
  constructor(
    private readonly config: RealtimeConfig,
    private readonly listener: UpgradeListener,
  ) {
    super();
  }

  override create(_port: number, { path = '/socket.io', namespace, server }: GatewayOptions = {}): Server | Namespace {
    return server && namespace ? server.of(namespace) : this.createServer(path);
  }

  /**
   * Gateways bind typed events to their sockets themselves: Nest would run `@SubscribeMessage` handlers through the
   * global guard and filter, which are made for HTTP.
   */
  override bindMessageHandlers(_socket: Socket, [first]: MessageMappingProperties[]): void {
    if (first) throw new Error(`Bind "${String(first.message)}" in handleConnection instead of @SubscribeMessage`);
  }

  /** Nest also hands over the namespaces here; they close with their server. */
  override async close(server: Server | Namespace): Promise<void> {
    if (server instanceof Server) await server.close();
  }

  private createServer(path: string): Server {
    const server = new Server({ path, serveClient: false, connectTimeout: this.config.limits.joinMs });
    const engine = this.createEngine();
    server.bind(engine);
    this.listener.register(path, engine);
    return server;
  }

  private createEngine(): Engine {
    const { corsOrigins, publicOrigin, limits } = this.config;
    const engine: Engine = new Engine({
      maxHttpBufferSize: limits.messageBytes,
      cors: { origin: [publicOrigin, ...corsOrigins], credentials: true },
      allowRequest: (_request, answer) => {
        const full = engine.clientsCount >= limits.connections;
        answer(full ? 'Too many connections' : null, !full);
      },
    });
    return engine;
  }
}
