import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { SignJWT } from 'jose';
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

interface PresentedToken {
  readonly token: string;
}

type KeyDone = (error: Error | null, key?: Buffer) => void;

function keyIdOf(token: string): string {
  const [header = ''] = token.split('.', 1);
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { kid?: unknown };
  return typeof kid === 'string' ? kid : '';
}

/** Signs access tokens and checks them with passport-jwt: algorithm, issuer and audience are pinned. */
@Injectable()
export class AccessTokens {
  private readonly passport = new Passport();

  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {
    this.passport.use(
      STRATEGY,
      new Strategy(
        {
          jwtFromRequest: (request) => (request as unknown as PresentedToken).token,
          secretOrKeyProvider: (_request, token: string, done: KeyDone) => void this.provideKey(token, done),
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

  /** The claims of a token that is signed by us and not expired, else null. */
  verify(token: string): Promise<AccessClaims | null> {
    return new Promise((resolve) => {
      const done = (_error: unknown, claims?: AccessClaims | false) =>
        resolve(claims === false ? null : (claims ?? null));
      const authenticate = this.passport.authenticate(STRATEGY, { session: false }, done) as (
        request: PresentedToken,
      ) => void;
      authenticate({ token });
    });
  }

  private async provideKey(token: string, done: KeyDone): Promise<void> {
    try {
      const key = await this.keys.find(keyIdOf(token));
      if (key) done(null, key.secret);
      else done(new Error('unknown key'));
    } catch (error) {
      done(error instanceof Error ? error : new Error('unreadable token'));
    }
  }
}
