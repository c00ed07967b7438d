import { Injectable } from '@nestjs/common';
import { FirstRunPolicy } from '@app/access';
import { hashToken, randomToken, SecretBox } from '@app/crypto';
import { Clock, PrincipalSource, type Actor } from '@app/kernel';
import { SignInDelivery } from '@app/realtime';
import { randomNonce, randomPKCECodeVerifier } from 'openid-client';
import { addressKey } from '../../operations/rate-limits';
import { AccessTokens, Sessions, type IssuedTokens, SessionPrincipals } from '../sessions';
import { OidcClient, type AuthorizationAnswer } from './oidc-client';
import type { OidcIdentity } from './oidc-identity';
import { OidcUsers } from './oidc-users.service';
import { OidcError } from './oidc.errors';
import type { SignInRow } from './sign-in.entity';
import { SignInsRepository } from './sign-ins.repository';

/** What the client gets that begins a sign-in, and the cookie that ties it to its browser. */
export interface BegunSignIn {
  readonly uri: string;
  readonly callbackKey: string;
  readonly browserSecret: string;
}

/** What whoever begins a sign-in may bring along. */
export interface Presented {
  /** Of a session: its user is to be linked with the identity. Any other token is passed over. */
  readonly accessToken: string | undefined;
  /** Lets the person become the first user of a production installation. A wrong one is passed over. */
  readonly setupToken: string | undefined;
}

/** What the page that asks another browser to confirm says and carries. */
export interface ConfirmationRequest {
  readonly callbackKey: string;
  readonly confirmation: string;
  readonly address: string;
  readonly userAgent: string;
  readonly begunAt: Date;
}

/** Seconds until a sign-in that nobody finished is forgotten. */
export const SIGN_IN_LIFETIME_S = 600;

const CALLBACK_KEY_BYTES = 16;
const MAX_USER_AGENT = 300;

/** Sign-ins by browser: the client gets a key, the browser goes to the provider and back, the key's socket gets the tokens. */
@Injectable()
export class SignIns {
  constructor(
    private readonly signIns: SignInsRepository,
    private readonly client: OidcClient,
    private readonly users: OidcUsers,
    private readonly sessions: Sessions,
    private readonly tokens: AccessTokens,
    private readonly delivery: SignInDelivery,
    private readonly principals: PrincipalSource,
    private readonly sessionPrincipals: SessionPrincipals,
    private readonly firstRun: FirstRunPolicy,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** @throws 502 or 503 when there is no provider to go to */
  async begin({ origin }: Actor, { accessToken, setupToken }: Presented): Promise<BegunSignIn> {
    const callbackKey = `ck${randomToken(CALLBACK_KEY_BYTES)}`;
    const browserSecret = randomToken();
    const checks = { state: callbackKey, nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const uri = await this.client.authorizationUrl(checks);
    const now = this.clock.now();
    const keyHash = hashToken(callbackKey);
    await this.signIns.insert({
      keyHash,
      cookieHash: hashToken(browserSecret),
      sealedVerifier: this.box.seal(checks.verifier, place(keyHash, 'sealed_verifier')),
      nonce: checks.nonce,
      linkSession: await this.sessionOf(accessToken),
      admitsFirst: this.firstRun.admitsFirst(setupToken),
      address: origin.address,
      network: addressKey(origin.address),
      userAgent: origin.userAgent.slice(0, MAX_USER_AGENT),
      createdAt: now,
      expiresAt: new Date(now.getTime() + SIGN_IN_LIFETIME_S * 1000),
      confirmationHash: null,
      sealedIdentity: null,
    });
    return { uri, callbackKey, browserSecret };
  }

  /**
   * Finishes a sign-in with what the provider sent the browser back with. A browser that did not begin it is asked
   * first, as somebody else may have sent the person there.
   *
   * @returns what to ask, or null when the tokens are on their way
   * @throws 400 when it is unknown, refused or nobody waits; 403 when the user may not sign in; 502 or 503 of the provider
   */
  async comeBack(
    actor: Actor,
    answer: AuthorizationAnswer,
    browserSecret: string | undefined,
  ): Promise<ConfirmationRequest | null> {
    const signIn = await this.signIns.take(hashToken(answer.state), this.clock.now());
    if (!signIn) throw OidcError.signInExpired();
    const isSameBrowser = browserSecret !== undefined && hashToken(browserSecret).equals(signIn.cookieHash);
    if (signIn.linkSession !== null && !isSameBrowser) throw OidcError.otherBrowser();
    const identity = await this.client.identify(answer, {
      state: answer.state,
      nonce: signIn.nonce,
      verifier: this.box.openText(signIn.sealedVerifier, place(signIn.keyHash, 'sealed_verifier')),
    });
    if (!isSameBrowser) return this.ask(signIn, answer.state, identity);
    await this.finish(actor, answer.state, identity, signIn);
    return null;
  }

  /**
   * The click on the page that asked.
   * @throws as {@link comeBack}
   */
  async confirm(actor: Actor, callbackKey: string, confirmation: string): Promise<void> {
    const signIn = await this.signIns.takeConfirmed(hashToken(callbackKey), hashToken(confirmation), this.clock.now());
    if (!signIn?.sealedIdentity) throw OidcError.signInExpired();
    const json = this.box.openText(signIn.sealedIdentity, place(signIn.keyHash, 'sealed_identity'));
    await this.finish(actor, callbackKey, JSON.parse(json) as OidcIdentity, signIn);
  }

  private async ask(signIn: SignInRow, callbackKey: string, identity: OidcIdentity): Promise<ConfirmationRequest> {
    const confirmation = randomToken();
    await this.signIns.insert({
      ...signIn,
      confirmationHash: hashToken(confirmation),
      sealedIdentity: this.box.seal(JSON.stringify(identity), place(signIn.keyHash, 'sealed_identity')),
    });
    const { address, userAgent, createdAt } = signIn;
    return { callbackKey, confirmation, address, userAgent, begunAt: createdAt };
  }

  private async finish(
    actor: Actor,
    callbackKey: string,
    identity: OidcIdentity,
    { linkSession, admitsFirst }: SignInRow,
  ): Promise<void> {
    const user = await (linkSession === null
      ? this.users.signIn(actor, identity, admitsFirst)
      : this.users.link(actor, identity, await this.userOf(linkSession)));
    const issued = await this.sessions.open(actor, user, 'oidc');
    const { accessToken, refreshToken } = issued;
    if (refreshToken === null) throw new Error('Sessions of browser sign-ins have a refresh token');
    const outcome = await this.delivery.deliver(callbackKey, { accessToken, refreshToken });
    if (outcome !== 'refused') return;
    await this.close(actor, issued);
    throw OidcError.clientGone();
  }

  /** Tokens that reached nobody are of use to nobody. */
  private async close(actor: Actor, { accessToken }: IssuedTokens): Promise<void> {
    const claims = await this.tokens.verify(accessToken);
    if (claims) await this.sessions.end(actor, claims.sid);
  }

  private async sessionOf(accessToken: string | undefined): Promise<string | null> {
    const principal = accessToken === undefined ? null : await this.principals.authenticate(accessToken);
    return principal?.kind === 'session' ? principal.tokenId : null;
  }

  /** Whoever ended the session meanwhile, by a new password for one, wants nothing of it to go on. */
  private async userOf(sessionId: string): Promise<string> {
    const principal = await this.sessionPrincipals.ofSession(sessionId);
    if (!principal) throw OidcError.signInExpired();
    return principal.userId;
  }
}

const place = (keyHash: Buffer, field: string) => ({ table: 'sign_ins', record: keyHash.toString('hex'), field });
