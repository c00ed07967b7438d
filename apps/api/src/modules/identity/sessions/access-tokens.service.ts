import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { Passport } from 'passport';
import { Strategy } from 'passport-jwt';
import { SigningKeys } from './signing-keys.service';

/** What an access token says. Everything else about its bearer is read anew on each request. */
export interface AccessClaims {
  /** User id. */
  readonly sub: string;
  /** Session id. */
  readonly sid: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly exp: number;
}

const ALGORITHM = 'HS256';
const ISSUER = 'switchyard';
const AUDIENCE = 'switchyard-api';
const STRATEGY = 'access-token';
const MAX_REMEMBERED = 10_000;

/** A token whose signature was checked. It stays good until it expires or its key is retired. */
interface VerifiedToken {
  readonly claims: AccessClaims;
  readonly keyId: string;
}

/** What passport-jwt is handed as its request. */
interface PresentedToken {
  readonly token: string;
  readonly secret: Buffer;
}

type KeyDone = (error: null, secret: Buffer) => void;

/** The `kid` of a token's header; empty for what is no token. */
function keyIdOf(token: string): string {
  const [header = ''] = token.split('.', 1);
  try {
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { kid?: unknown };
    return typeof kid === 'string' ? kid : '';
  } catch {
    return '';
  }
}

/**
 * Signs access tokens and checks them with passport-jwt: algorithm, issuer and audience are pinned. A client sends the
 * same token many times, so one that passed is remembered; its session is read anew each time all the same.
 */
@Injectable()
export class AccessTokens {
  private readonly passport = new Passport();
  private readonly verified = new LRUCache<string, VerifiedToken>({ max: MAX_REMEMBERED });

  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {
    this.passport.use(
      STRATEGY,
      new Strategy(
        {
          jwtFromRequest: (request) => (request as unknown as PresentedToken).token,
          secretOrKeyProvider: (request, _token, done: KeyDone) =>
            done(null, (request as unknown as PresentedToken).secret),
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
        },
        (claims: AccessClaims, done: (error: null, claims: AccessClaims) => void) => done(null, claims),
      ),
    );
  }

  /** @param lifetime seconds */
  async sign(userId: string, sessionId: string, lifetime: number): Promise<string> {
    const { id, secret } = await this.keys.current();
    const now = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, kid: id, typ: 'JWT' })
      .setSubject(userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .sign(secret);
  }

  /** The claims of a token that is signed by us and not expired, else null. Throws when the keys cannot be read. */
  async verify(token: string): Promise<AccessClaims | null> {
    const known = this.verified.get(token);
    if (known && (await this.isStillGood(known))) return known.claims;
    const keyId = keyIdOf(token);
    const key = await this.keys.find(keyId);
    const claims = key ? await this.authenticate({ token, secret: key.secret }) : null;
    if (claims) this.verified.set(token, { claims, keyId });
    else this.verified.delete(token);
    return claims;
  }

  /** Compares with the system's time, as passport-jwt does. */
  private async isStillGood({ claims, keyId }: VerifiedToken): Promise<boolean> {
    return claims.exp * 1000 > Date.now() && (await this.keys.find(keyId)) !== undefined;
  }

  private authenticate(presented: PresentedToken): Promise<AccessClaims | null> {
    return new Promise((resolve) => {
      const done = (_error: unknown, claims?: AccessClaims | false) =>
        resolve(claims === false ? null : (claims ?? null));
      const authenticate = this.passport.authenticate(STRATEGY, { session: false }, done) as (
        request: PresentedToken,
      ) => void;
      authenticate(presented);
    });
  }
}
