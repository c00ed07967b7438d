import type { Principal } from '@app/kernel';
import { WebSocket, type RawData } from 'ws';
import type { LiveSocket } from '../authentication/live-sockets';
import type { SignedIn } from '../authentication/socket-authenticator';
import type { SocketLimits } from '../realtime.options';
import { subscribedKeys } from './exchange.messages';

const POLICY_VIOLATION = 1008;
const GOING_AWAY = 1001;
const CLOSE_GRACE_MS = 1_000;

/** One connection to `/websocket`, with a subscription of its own. */
export class ExchangeClient implements LiveSocket {
  private keys: ReadonlySet<string> = new Set();
  private answeredPing = true;

  constructor(
    private readonly socket: WebSocket,
    public signedIn: SignedIn,
    private readonly limits: SocketLimits,
  ) {
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('pong', () => (this.answeredPing = true));
    // What a client breaks (frame too large, invalid UTF-8) closes its own socket; `close` follows.
    socket.on('error', () => undefined);
  }

  update(principal: Principal): void {
    this.signedIn = { ...this.signedIn, principal };
  }

  cut(): void {
    void this.close(POLICY_VIOLATION, 'Session ended');
  }

  /** Whether at least one of the keys is subscribed. */
  follows(keys: readonly string[]): boolean {
    return keys.some((key) => this.keys.has(key));
  }

  send(text: string): void {
    if (this.socket.bufferedAmount > this.limits.backlogBytes) this.socket.terminate();
    else if (this.socket.readyState === WebSocket.OPEN) this.socket.send(text);
  }

  /** Cuts a connection that answered no ping since the last call. */
  ping(): void {
    if (!this.answeredPing) return this.socket.terminate();
    this.answeredPing = false;
    this.socket.ping();
  }

  /** Resolves when the connection is closed, at the latest after the grace time. */
  shutDown(): Promise<void> {
    return this.close(GOING_AWAY, 'Server shutting down');
  }

  private close(code: number, reason: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.socket.terminate(), CLOSE_GRACE_MS);
      this.socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      this.socket.close(code, reason);
    });
  }

  private receive(data: RawData, isBinary: boolean): void {
    const keys = isBinary ? null : subscribedKeys((data as Buffer).toString());
    if (!keys) return;
    if (keys.length > this.limits.subscribedKeys) void this.close(POLICY_VIOLATION, 'Too many keys');
    else this.keys = new Set(keys);
  }
}
