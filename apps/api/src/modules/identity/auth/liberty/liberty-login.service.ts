import { Injectable } from '@nestjs/common';
import { EncFormat } from '@app/crypto';
import type { Actor } from '@app/kernel';
import { EffectivePermissions } from '../../grants';
import { Sessions, type SessionOwner } from '../../sessions';
import { PasswordLogin } from '../password-login.service';
import { IdTokenVerifier } from '../ports';
import { assertUserPool, type UserPool } from './user-pool';

export interface LibertyCredentials {
  readonly user: string;
  /** Clear text, an `ENC:` text, or an id_token. */
  readonly password: string | null;
  /** The bearer token of the request, another place for the id_token. */
  readonly bearer?: string;
}

export interface LibertyLoginQuery extends UserPool {
  readonly type?: 'database' | 'oidc';
}

/** An access token, or the refusal in the words that Liberty's client tests for. */
export type LibertyLoginResult =
  { readonly accessToken: string } | { readonly refusal: 'loginError' | 'passwordError' };

/** Liberty's login: two ways in, two modes, and refusals that are results. */
@Injectable()
export class LibertyLogin {
  constructor(
    private readonly login: PasswordLogin,
    private readonly sessions: Sessions,
    private readonly grants: EffectivePermissions,
    private readonly encFormat: EncFormat,
    private readonly idTokens: IdTokenVerifier,
  ) {}

  /** @throws 400 `crypto.notEncrypted` for a damaged `ENC:` text, 404 `pool.notFound`, 429, 503 */
  async signIn(actor: Actor, credentials: LibertyCredentials, query: LibertyLoginQuery): Promise<LibertyLoginResult> {
    assertUserPool(query.pool);
    return query.type === 'oidc'
      ? this.byIdToken(actor, credentials, query)
      : this.byPassword(actor, credentials, query);
  }

  private async byPassword(
    actor: Actor,
    { user: login, password: sent }: LibertyCredentials,
    query: UserPool,
  ): Promise<LibertyLoginResult> {
    const password = await this.clearText(sent ?? '');
    const outcome = await this.login.verify(actor, { login, password }, (user) => this.admits(user, query));
    if (outcome.user) return this.open(actor, outcome.user);
    return { refusal: outcome.wrong === 'login' ? 'loginError' : 'passwordError' };
  }

  private async byIdToken(
    actor: Actor,
    { password, bearer }: LibertyCredentials,
    query: UserPool,
  ): Promise<LibertyLoginResult> {
    const idToken = password || bearer;
    const user = idToken ? await this.idTokens.verify(idToken) : null;
    return user && (await this.admits(user, query)) ? this.open(actor, user) : { refusal: 'loginError' };
  }

  private async open(actor: Actor, user: SessionOwner): Promise<LibertyLoginResult> {
    const { accessToken } = await this.sessions.open(actor, user, 'liberty');
    return { accessToken };
  }

  private async admits({ id }: SessionOwner, { mode }: UserPool): Promise<boolean> {
    return mode !== 'framework' || (await this.grants.patternsOf(id)).includes('*');
  }

  private clearText(password: string): Promise<string> {
    return EncFormat.isEncrypted(password) ? this.encFormat.decrypt(password) : Promise.resolve(password);
  }
}
