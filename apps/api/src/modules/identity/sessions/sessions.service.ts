import { createHash, createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { deriveKey, hashToken, MasterKey, randomToken } from '@app/crypto';
import { Transactions } from '@app/database';
import { Clock, type Actor, type RequestOrigin } from '@app/kernel';
import { AccessTokens } from './access-tokens.service';
import { SessionEndings } from './session-endings';
import type { SessionKind } from './session.entity';
import { SessionError } from './session.errors';
import { ABSOLUTE_LIFETIME, GRACE_MS, lifetimes } from './session-lifetimes';
import { SessionsRepository, type PresentedRefreshToken } from './sessions.repository';

/** What a login or a refresh hands to the client. */
export interface IssuedTokens {
  readonly userId: string;
  readonly accessToken: string;
  /** Seconds until the access token expires. */
  readonly expiresIn: number;
  /** Null where the surface has no refresh. */
  readonly refreshToken: string | null;
  /** Seconds the refresh token lives if it is not used. */
  readonly refreshExpiresIn: number;
}

export interface SessionOwner {
  readonly id: string;
  readonly login: string;
}

/** Sessions and their refresh tokens: opaque, stored as hashes, used once, a later second use ends the session. */
@Injectable()
export class Sessions {
  private readonly successorKey: Buffer;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tokens: AccessTokens,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly endings: SessionEndings,
    private readonly clock: Clock,
    masterKey: MasterKey,
  ) {
    this.successorKey = deriveKey(masterKey, 'refresh-successor');
  }

  /** Opens a session for a user whose identity was just proven, and records the sign-in. */
  async open(actor: Actor, user: SessionOwner, kind: SessionKind): Promise<IssuedTokens> {
    const now = this.clock.now().getTime();
    const { access, idle } = lifetimes[kind];
    const refreshToken = idle === null ? null : randomToken();
    const sessionId = await this.transactions.run(async () => {
      const id = await this.sessions.insert({
        userId: user.id,
        kind,
        idleSeconds: idle ?? access,
        idleExpiresAt: new Date(now + (idle ?? access) * 1000),
        absoluteExpiresAt: new Date(now + (idle === null ? access : ABSOLUTE_LIFETIME) * 1000),
      });
      if (refreshToken) await this.sessions.issue(hashToken(refreshToken), id);
      await this.audit.record(actor, {
        action: 'auth.login',
        message: `${user.login} signed in`,
        target: { type: 'user', id: user.id, name: user.login },
      });
      return id;
    });
    return this.issued(user.id, sessionId, kind, refreshToken, idle ?? 0);
  }

  /**
   * Trades a refresh token for new tokens. The predecessor presented again within 30 s by the same client gets the same
   * successor; a later second use ends the session for everybody.
   * @throws 401 `auth.refreshRefused`
   */
  async refresh(actor: Actor, refreshToken: string): Promise<IssuedTokens> {
    const hash = hashToken(refreshToken);
    const successor = createHmac('sha256', this.successorKey).update(refreshToken).digest('base64url');
    const presented = await this.transactions.run(async () => {
      const now = this.clock.now();
      const found = await this.sessions.presented(hash, now);
      if (!found?.alive) return undefined;
      const client = clientDigest(actor.origin);
      if (found.usedAt && !isSameMoment(found, client, now)) {
        await this.endReused(actor, found, now);
        return undefined;
      }
      if (!found.usedAt) await this.sessions.use(hash, now, client);
      await this.sessions.issue(hashToken(successor), found.sessionId);
      await this.sessions.extend(found.sessionId, new Date(now.getTime() + found.idleSeconds * 1000), now);
      return found;
    });
    if (!presented) throw SessionError.refreshRefused();
    const { userId, sessionId, kind, idleSeconds } = presented;
    return this.issued(userId, sessionId, kind, successor, idleSeconds);
  }

  /** Ends one session; one that has ended already is passed over. */
  async end(actor: Actor, sessionId: string): Promise<void> {
    await this.transactions.run(async () => {
      const userId = await this.sessions.revoke(sessionId, this.clock.now());
      if (!userId) return;
      await this.audit.record(actor, {
        action: 'auth.logout',
        message: 'Signed out',
        target: { type: 'user', id: userId },
      });
      this.transactions.afterCommit(() => this.endings.publish({ tokenId: sessionId }));
    });
  }

  /** Ends all sessions of a user, in the caller's transaction, which records why. */
  async endAll(userId: string): Promise<void> {
    await this.sessions.revokeAll(userId, this.clock.now());
    this.transactions.afterCommit(() => this.endings.publish({ userId }));
  }

  private async issued(
    userId: string,
    sessionId: string,
    kind: SessionKind,
    refreshToken: string | null,
    refreshExpiresIn: number,
  ): Promise<IssuedTokens> {
    const expiresIn = lifetimes[kind].access;
    const accessToken = await this.tokens.sign(userId, sessionId, expiresIn);
    return { userId, accessToken, expiresIn, refreshToken, refreshExpiresIn };
  }

  private async endReused(actor: Actor, { sessionId, userId, login }: PresentedRefreshToken, now: Date): Promise<void> {
    await this.sessions.revoke(sessionId, now);
    await this.audit.record(actor, {
      action: 'auth.refresh-reused',
      level: 'warning',
      message: `A used refresh token of ${login} was presented again; its session was ended`,
      target: { type: 'user', id: userId, name: login },
    });
    this.transactions.afterCommit(() => this.endings.publish({ tokenId: sessionId }));
  }
}

const clientDigest = ({ address, userAgent }: RequestOrigin): Buffer =>
  createHash('sha256').update(`${address}\n${userAgent}`).digest();

const isSameMoment = ({ usedAt, usedBy }: PresentedRefreshToken, client: Buffer, now: Date): boolean =>
  usedAt !== null && usedBy !== null && usedBy.equals(client) && now.getTime() - usedAt.getTime() <= GRACE_MS;
