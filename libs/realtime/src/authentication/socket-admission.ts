import type { IncomingMessage } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import type { Principal } from '@app/kernel';
import { RealtimeConfig } from '../realtime.options';
import { AnonymousQuota } from './anonymous-quota';
import { LiveSockets, type LiveSocket } from './live-sockets';
import { SocketAuthenticator, type SignedIn } from './socket-authenticator';
import { SocketRefusal } from './socket-refusal';

/** What the server knows about a socket.io socket. */
export interface SocketData {
  /** Null on a socket that nobody signed in on. */
  signedIn: SignedIn | null;
  /** Client address after proxy trust. */
  address: string;
}

/** The part of a socket.io socket that admission needs, whatever its events. */
export interface GuardedSocket {
  readonly handshake: { readonly auth: Record<string, unknown> };
  readonly request: IncomingMessage;
  readonly conn: { close(): unknown };
  data: SocketData;
  disconnect(close: boolean): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
}

/** A socket.io server or namespace. */
export interface NamespaceGate {
  use(middleware: (socket: GuardedSocket, next: (error?: Error) => void) => void): unknown;
}

export interface AdmissionRules {
  /**
   * Lets a socket in that nobody signed in on, by not throwing. Left out where only the signed-in may enter.
   *
   * @throws SocketRefusal
   */
  admitAnonymous?(auth: Record<string, unknown>): Promise<void>;
}

/** Registers as a live socket whose principal is the one in the socket's data. */
const liveSocket = (
  socket: GuardedSocket,
  signedIn: SignedIn,
  onUpdate?: (principal: Principal) => void,
): LiveSocket => ({
  get signedIn() {
    return socket.data.signedIn ?? signedIn;
  },
  update(principal) {
    socket.data.signedIn = { ...signedIn, principal };
    onUpdate?.(principal);
  },
  cut: () => void socket.conn.close(),
});

/** The door of every socket.io namespace: who may enter, how many, and for how long. */
@Injectable()
export class SocketAdmission {
  private readonly logger = new Logger(SocketAdmission.name);

  constructor(
    private readonly config: RealtimeConfig,
    private readonly authenticator: SocketAuthenticator,
    private readonly live: LiveSockets,
    private readonly quota: AnonymousQuota,
  ) {}

  /** Examines each handshake of a namespace before its socket connects. */
  guard(gate: NamespaceGate, rules: AdmissionRules = {}): void {
    gate.use((socket, next) => {
      this.examine(socket, rules).then(
        () => next(),
        (error: unknown) => next(this.refusal(error)),
      );
    });
  }

  /**
   * Counts a connected socket until it disconnects and keeps its principal up to date. False when a limit was reached
   * since its handshake; the socket is then gone.
   *
   * @param onUpdate called after each check with the principal as of then
   */
  enter(socket: GuardedSocket, onUpdate?: (principal: Principal) => void): boolean {
    const { signedIn } = socket.data;
    const entered = signedIn
      ? this.enterSignedIn(socket, liveSocket(socket, signedIn, onUpdate))
      : this.enterAnonymous(socket);
    if (!entered) socket.disconnect(true);
    return entered;
  }

  private async examine({ handshake, request, data }: GuardedSocket, rules: AdmissionRules): Promise<void> {
    const { auth } = handshake;
    data.address = this.config.clientAddress(request);
    data.signedIn = await this.authenticator.identify(auth, request.headers);
    if (data.signedIn) {
      if (!this.live.hasRoom(data.signedIn.principal.userId)) throw new SocketRefusal('too_many_sockets');
      return;
    }
    if (!rules.admitAnonymous) throw new SocketRefusal('unauthorized');
    if (!this.quota.hasRoom(data.address)) throw new SocketRefusal('too_many_sockets');
    await rules.admitAnonymous(auth);
  }

  private enterSignedIn(socket: GuardedSocket, live: LiveSocket): boolean {
    if (!this.live.add(live)) return false;
    socket.once('disconnect', () => this.live.remove(live));
    return true;
  }

  private enterAnonymous(socket: GuardedSocket): boolean {
    const { address } = socket.data;
    if (!this.quota.take(address)) return false;
    socket.once('disconnect', () => this.quota.give(address));
    return true;
  }

  private refusal(error: unknown): SocketRefusal {
    if (error instanceof SocketRefusal) return error;
    this.logger.error(`A handshake could not be examined: ${error instanceof Error ? error.message : 'unknown'}`);
    return new SocketRefusal('unavailable');
  }
}
