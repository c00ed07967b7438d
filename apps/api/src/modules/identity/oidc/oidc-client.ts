import { Injectable, Logger } from '@nestjs/common';
import { CommonError } from '@app/kernel';
import * as oidc from 'openid-client';
import { AppConfig } from '../../../config';
import { failureCode, toOidcFailure } from './oidc-failures';
import { profileOf, subjectOf, type OidcIdentity } from './oidc-identity';
import { OidcProviders, type OidcProvider } from './oidc-provider';

/** What must come back from the provider as it was sent, and the secret half of PKCE. */
export interface AuthorizationChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The query that the provider sends the browser back with. */
export interface AuthorizationAnswer {
  readonly state: string;
  readonly code?: string;
  readonly iss?: string;
  readonly error?: string;
  readonly error_description?: string;
}

/** A provider whose metadata were read. */
export interface DiscoveredProvider extends OidcProvider {
  readonly configuration: oidc.Configuration;
}

const SCOPE = 'openid profile email';
const TIMEOUT_S = 10;

/** Plain http is for a provider on this machine only. */
const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** The OpenID Connect client: code flow with PKCE and nonce, id_token verified by the provider's keys. */
@Injectable()
export class OidcClient {
  private readonly logger = new Logger(OidcClient.name);
  private discovering?: Promise<DiscoveredProvider>;

  constructor(
    private readonly providers: OidcProviders,
    private readonly config: AppConfig,
  ) {}

  /** Where to send the person. @throws 502 or 503 as {@link provider} */
  async authorizationUrl({ state, nonce, verifier }: AuthorizationChecks): Promise<string> {
    const { configuration } = await this.provider();
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return url.href;
  }

  /**
   * Trades the code of an answer for the identity it stands for.
   * @throws 400 `oidc.signInRefused`, 403 `oidc.tenantRefused`, 502 when the provider fails
   */
  async identify(answer: AuthorizationAnswer, checks: AuthorizationChecks): Promise<OidcIdentity> {
    const { configuration, allowedTenants } = await this.provider();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, this.urlOf(answer), {
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        pkceCodeVerifier: checks.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw CommonError.upstream();
      const subject = subjectOf(claims, allowedTenants);
      const profile = profileOf(claims);
      if (profile.name && profile.email) return { ...subject, profile };
      const userInfo = await this.userInfo(configuration, tokens.access_token, claims.sub);
      return { ...subject, profile: profileOf(claims, userInfo) };
    } catch (error) {
      this.logger.warn(`A sign-in failed at the identity provider: ${failureCode(error)}`);
      throw toOidcFailure(error);
    }
  }

  /** The provider with its metadata, which are read once; a failure is forgotten, so that the next caller tries again. */
  async provider(): Promise<DiscoveredProvider> {
    this.discovering ??= this.discover();
    try {
      return await this.discovering;
    } catch (error) {
      this.discovering = undefined;
      throw error;
    }
  }

  private async discover(): Promise<DiscoveredProvider> {
    const provider = await this.providers.current();
    const issuer = new URL(provider.issuer);
    try {
      const configuration = await oidc.discovery(issuer, provider.clientId, provider.clientSecret, undefined, {
        timeout: TIMEOUT_S,
        execute: [oidc.enableNonRepudiationChecks, ...(isLoopback(issuer) ? [oidc.allowInsecureRequests] : [])],
      });
      return { ...provider, configuration };
    } catch (error) {
      this.logger.error(`The identity provider ${issuer.href} could not be read: ${failureCode(error)}`);
      throw CommonError.upstream();
    }
  }

  /** A name and an e-mail are nice to have: without them the sign-in goes on. */
  private async userInfo(configuration: oidc.Configuration, accessToken: string, subject: string) {
    if (!configuration.serverMetadata().userinfo_endpoint) return undefined;
    try {
      return await oidc.fetchUserInfo(configuration, accessToken, subject);
    } catch (error) {
      this.logger.warn(`The identity provider did not answer for userinfo: ${failureCode(error)}`);
      return undefined;
    }
  }

  private urlOf(answer: AuthorizationAnswer): URL {
    const url = new URL(this.redirectUri);
    for (const name of ['state', 'code', 'iss', 'error', 'error_description'] as const) {
      if (answer[name] !== undefined) url.searchParams.set(name, answer[name]);
    }
    return url;
  }

  /** As registered with the provider. */
  private get redirectUri(): string {
    return `${this.config.publicUrl}/v1/auth/redirect`;
  }
}
