import type { IncomingMessage } from 'node:http';

/** Bounds on what clients may hold open; sizes in bytes, times in milliseconds. */
export interface SocketLimits {
  /** Largest message a client may send, on every socket. */
  readonly messageBytes: number;
  /** What may wait unsent for a slow WebSocket client before it is cut. */
  readonly backlogBytes: number;
  /** Open transports per socket.io endpoint, and open WebSockets. */
  readonly connections: number;
  readonly socketsPerUser: number;
  readonly anonymousPerAddress: number;
  readonly anonymousTotal: number;
  readonly locksPerSocket: number;
  readonly locksTotal: number;
  /** Keys of one Exchange subscription. */
  readonly subscribedKeys: number;
  /** WebSocket ping interval; a client that answered none since the last is cut. */
  readonly pingMs: number;
  /** How often open sockets are checked against their session, user and permissions. */
  readonly recheckMs: number;
  /** How long a transport may stay open without joining a namespace. */
  readonly joinMs: number;
}

export const DEFAULT_SOCKET_LIMITS: SocketLimits = {
  messageBytes: 1_000_000,
  backlogBytes: 1_000_000,
  connections: 20_000,
  socketsPerUser: 50,
  anonymousPerAddress: 50,
  anonymousTotal: 5_000,
  locksPerSocket: 100,
  locksTotal: 10_000,
  subscribedKeys: 5_000,
  pingMs: 30_000,
  recheckMs: 60_000,
  joinMs: 10_000,
};

/** What `RealtimeModule.forRoot` takes. */
export interface RealtimeOptions {
  /** PUBLIC_URL; its origin may use the refresh cookie. */
  readonly publicUrl: string;
  /** CORS_ORIGINS; these may use the refresh cookie and HTTP long-polling from another origin. */
  readonly corsOrigins: readonly string[];
  /** Client address after proxy trust; the TCP peer when absent. */
  readonly clientAddress?: (request: IncomingMessage) => string;
  /** The Redis over which the processes of an installation work together; each works alone without it. */
  readonly redisUrl?: string | null;
  readonly limits?: Partial<SocketLimits>;
}

/** The options with every default filled in; injected under this class. */
export class RealtimeConfig {
  readonly publicOrigin: string;
  readonly corsOrigins: readonly string[];
  readonly limits: SocketLimits;
  readonly clientAddress: (request: IncomingMessage) => string;

  constructor(options: RealtimeOptions) {
    this.publicOrigin = new URL(options.publicUrl).origin;
    this.corsOrigins = options.corsOrigins;
    this.limits = { ...DEFAULT_SOCKET_LIMITS, ...options.limits };
    this.clientAddress = options.clientAddress ?? ((request) => request.socket.remoteAddress ?? '');
  }
}
