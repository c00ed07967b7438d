import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import { Session, type SessionKind } from './session.entity';

/** A refresh token as presented, with its session and user. */
export interface PresentedRefreshToken {
  readonly sessionId: string;
  readonly userId: string;
  readonly login: string;
  readonly kind: SessionKind;
  readonly idleSeconds: number;
  readonly alive: boolean;
  readonly usedAt: Date | null;
  readonly usedBy: Buffer | null;
}

/** The bearer of an access token. `version` says whether the compiled permission set is still the right one. */
export interface SessionBearer {
  readonly userId: string;
  readonly login: string;
  readonly version: string;
}

/** Exported for the benchmark, whose floor runs the same statement. */
export const BEARER = statement(
  'sessions-bearer',
  `select u.id as "userId", u.login, u.permission_version as version
     from sessions s join users u on u.id = s.user_id
    where s.id = $1 and s.revoked_at is null and s.absolute_expires_at > $2 and u.active`,
);

const PRESENTED = statement(
  'sessions-presented-refresh-token',
  `select s.id as "sessionId", u.id as "userId", u.login, s.kind, s.idle_seconds as "idleSeconds",
          s.revoked_at is null and s.idle_expires_at > $2 and s.absolute_expires_at > $2 and u.active as alive,
          t.used_at as "usedAt", t.used_by as "usedBy"
     from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
    where t.hash = $1
      for update of s, t`,
);

/** `$3` is the start of the grace in which a used token still stands for its session. */
const BEARER_OF_REFRESH_TOKEN = statement(
  'sessions-bearer-of-refresh-token',
  `select s.id as "sessionId", u.id as "userId", u.login, u.permission_version as version
     from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
    where t.hash = $1 and (t.used_at is null or t.used_at > $3)
      and s.revoked_at is null and s.idle_expires_at > $2 and s.absolute_expires_at > $2 and u.active`,
);

const ISSUE = statement(
  'sessions-issue-refresh-token',
  'insert into refresh_tokens (hash, session_id) values ($1, $2) on conflict (hash) do nothing',
);
const USE = statement(
  'sessions-use-refresh-token',
  'update refresh_tokens set used_at = $2, used_by = $3 where hash = $1',
);
const EXTEND = statement('sessions-extend', 'update sessions set idle_expires_at = $2, updated_at = $3 where id = $1');
const REVOKE = statement(
  'sessions-revoke',
  'update sessions set revoked_at = $2 where id = $1 and revoked_at is null returning user_id as "userId"',
);
const REVOKE_ALL = statement(
  'sessions-revoke-all',
  'update sessions set revoked_at = $2 where user_id = $1 and revoked_at is null returning id',
);
const SWEEP = statement(
  'sessions-sweep',
  `delete from sessions where idle_expires_at < $1 or absolute_expires_at < $1 or revoked_at < $1`,
);

@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  /** Reads session, user and permission version in one prepared statement; undefined when the token is not good now. */
  async bearer(sessionId: string, now: Date): Promise<SessionBearer | undefined> {
    const [row] = await this.database.rows<SessionBearer>(BEARER, [sessionId, now]);
    return row;
  }

  /** Reads only: the token is neither used up nor counted as reused. */
  async bearerOfRefreshToken(
    hash: Buffer,
    now: Date,
    usedSince: Date,
  ): Promise<(SessionBearer & { readonly sessionId: string }) | undefined> {
    const [row] = await this.database.rows<SessionBearer & { sessionId: string }>(BEARER_OF_REFRESH_TOKEN, [
      hash,
      now,
      usedSince,
    ]);
    return row;
  }

  async insert(session: Omit<Session, 'id' | 'createdAt' | 'updatedAt' | 'revokedAt'>): Promise<string> {
    const sessions = this.database.repository(Session);
    return (await sessions.save(sessions.create(session))).id;
  }

  /** Locks the token and its session until the transaction ends. */
  async presented(hash: Buffer, now: Date): Promise<PresentedRefreshToken | undefined> {
    const [row] = await this.database.rows<PresentedRefreshToken>(PRESENTED, [hash, now]);
    return row;
  }

  async issue(hash: Buffer, sessionId: string): Promise<void> {
    await this.database.rows(ISSUE, [hash, sessionId]);
  }

  async use(hash: Buffer, now: Date, client: Buffer): Promise<void> {
    await this.database.rows(USE, [hash, now, client]);
  }

  async extend(sessionId: string, idleExpiresAt: Date, now: Date): Promise<void> {
    await this.database.rows(EXTEND, [sessionId, idleExpiresAt, now]);
  }

  /** @returns the user whose session it was, or undefined when it had ended already */
  async revoke(sessionId: string, now: Date): Promise<string | undefined> {
    const [row] = await this.database.rows<{ userId: string }>(REVOKE, [sessionId, now]);
    return row?.userId;
  }

  /** @returns how many were alive */
  async revokeAll(userId: string, now: Date): Promise<number> {
    return (await this.database.rows(REVOKE_ALL, [userId, now])).length;
  }

  /** Drops sessions that ended before a moment, and with them what their refresh tokens could still prove. */
  async sweep(before: Date): Promise<void> {
    await this.database.rows(SWEEP, [before]);
  }
}
