import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '@app/kernel';
import { RealtimeConfig } from '../realtime.options';
import { SocketAuthenticator, type SignedIn } from './socket-authenticator';

/** A signed-in socket of any of the three endpoints. */
export interface LiveSocket {
  readonly signedIn: SignedIn;
  /** Takes over permissions that changed since the last check. */
  update(principal: Principal): void;
  /** Cuts the transport, so that a client that may come back reconnects with fresh credentials. */
  cut(): void;
}

const CHECKS_AT_ONCE = 8;

const sessionKey = ({ credential, principal }: SignedIn): string =>
  credential.kind === 'bearer' ? `bearer ${credential.token}` : `cookie ${principal.tokenId}`;

function bySession(sockets: LiveSocket[]): LiveSocket[][] {
  const groups = new Map<string, LiveSocket[]>();
  for (const socket of sockets) {
    const key = sessionKey(socket.signedIn);
    groups.set(key, [...(groups.get(key) ?? []), socket]);
  }
  return [...groups.values()];
}

/**
 * Every signed-in socket of this process. Each is checked again periodically, so that a revoked session, an expired
 * token or a disabled user loses its sockets and changed permissions reach them.
 */
@Injectable()
export class LiveSockets implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(LiveSockets.name);
  private readonly byUser = new Map<string, Set<LiveSocket>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: RealtimeConfig,
    private readonly authenticator: SocketAuthenticator,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.recheck(), this.config.limits.recheckMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  hasRoom(userId: string): boolean {
    return (this.byUser.get(userId)?.size ?? 0) < this.config.limits.socketsPerUser;
  }

  /** False when the user has too many already; the caller then closes the socket. */
  add(socket: LiveSocket): boolean {
    const { userId } = socket.signedIn.principal;
    if (!this.hasRoom(userId)) return false;
    const sockets = this.byUser.get(userId) ?? new Set();
    this.byUser.set(userId, sockets.add(socket));
    return true;
  }

  remove(socket: LiveSocket): void {
    const { userId } = socket.signedIn.principal;
    const sockets = this.byUser.get(userId);
    if (sockets?.delete(socket) && sockets.size === 0) this.byUser.delete(userId);
  }

  /** Cuts every socket of a user at once: log-out everywhere, disabled, password changed. */
  disconnectUser(userId: string): void {
    for (const socket of this.of(userId)) socket.cut();
  }

  /**
   * Cuts the sockets of one session or personal access token at once: signed out, revoked.
   *
   * @param tokenId as the principal has it
   */
  disconnectSession(tokenId: string): void {
    for (const socket of this.all()) if (socket.signedIn.principal.tokenId === tokenId) socket.cut();
  }

  /**
   * Checks every socket, or those of one user, against session, user and permissions as they are now. A check that
   * fails for another reason (database away) leaves the socket to the next round.
   */
  async recheck(userId?: string): Promise<void> {
    const sockets = userId === undefined ? this.all() : this.of(userId);
    const sessions = bySession(sockets);
    const worker = async (): Promise<void> => {
      for (let session = sessions.pop(); session; session = sessions.pop()) await this.recheckSession(session);
    };
    await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, worker));
  }

  private all(): LiveSocket[] {
    return [...this.byUser.values()].flatMap((sockets) => [...sockets]);
  }

  private of(userId: string): LiveSocket[] {
    return [...(this.byUser.get(userId) ?? [])];
  }

  private async recheckSession(sockets: LiveSocket[]): Promise<void> {
    const [first] = sockets;
    if (!first) return;
    try {
      const principal = await this.authenticator.again(first.signedIn);
      for (const socket of sockets) {
        if (principal) socket.update(principal);
        else socket.cut();
      }
    } catch (error) {
      this.logger.warn(
        `Sockets of a session could not be checked: ${error instanceof Error ? error.message : 'unknown'}`,
      );
    }
  }
}
