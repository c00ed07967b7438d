import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a service on this host that a test can cut, open again, or let fall silent. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private server?: Server;
  private silent = false;
  port = 0;

  /** @param target the port of the service, or who tells it once that one listens */
  constructor(private readonly target: number | (() => number)) {}

  /** Listens, after the first time on the port it had before, and passes everything on. */
  async open(): Promise<void> {
    this.silent = false;
    this.server = createServer((client) => this.join(client)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Ends all connections and refuses new ones. */
  async cut(): Promise<void> {
    const { server } = this;
    if (!server?.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Keeps its connections but passes nothing back any more. */
  fallSilent(): void {
    this.silent = true;
  }

  private join(client: Socket): void {
    const port = typeof this.target === 'number' ? this.target : this.target();
    const service = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [client, service],
      [service, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (bytes) => service.write(bytes));
    service.on('data', (bytes) => {
      if (!this.silent) client.write(bytes);
    });
  }
}
