import { Injectable, Logger } from '@nestjs/common';
import { Clock, CommonError, DomainError } from '@app/kernel';
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { IdTokenVerifier } from '../auth';
import type { SessionOwner } from '../sessions';
import { failureCode } from './oidc-failures';
import { OidcClient } from './oidc-client';
import { subjectOf } from './oidc-identity';
import { OidcUsers } from './oidc-users.service';

/** A key pair signs; with a shared secret whoever can verify could forge. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** The keys could not be read, which says nothing about the token. */
const PROVIDER_FAULTS = new Set(['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID']);
const CLOCK_TOLERANCE_S = 30;
const TIMEOUT_MS = 10_000;
const TENANT = '{tenantid}';
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

interface KeySet {
  readonly uri: string;
  readonly keys: JWTVerifyGetKey;
}

/** Id_tokens of the configured provider that a client brings along: signature, issuer, audience and expiry are checked. */
@Injectable()
export class OidcIdTokenVerifier extends IdTokenVerifier {
  private readonly logger = new Logger(OidcIdTokenVerifier.name);
  private keySet?: KeySet;

  constructor(
    private readonly client: OidcClient,
    private readonly users: OidcUsers,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** @throws 503 when the provider cannot be asked */
  override async verify(idToken: string): Promise<SessionOwner | null> {
    // A password in the wrong field is refused without troubling the provider.
    if (!COMPACT_JWS.test(idToken)) return null;
    const claims = await this.claimsOf(idToken);
    if (claims?.iss === undefined || claims.sub === undefined) return null;
    const { allowedTenants } = await this.client.provider();
    try {
      return await this.users.find(subjectOf({ ...claims, iss: claims.iss, sub: claims.sub }, allowedTenants));
    } catch (error) {
      if (error instanceof DomainError && error.status < 500) return null;
      throw error;
    }
  }

  /** What the token says, null when it is not good. */
  private async claimsOf(idToken: string): Promise<JWTPayload | null> {
    try {
      const { configuration, clientId } = await this.client.provider();
      const { issuer, jwks_uri: keysUri } = configuration.serverMetadata();
      if (keysUri === undefined) throw new Error('The identity provider publishes no keys');
      const { payload } = await jwtVerify(idToken, this.keysAt(keysUri), {
        issuer: issuerFor(issuer, idToken),
        audience: clientId,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp', 'iat'],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: this.clock.now(),
      });
      return payload;
    } catch (error) {
      this.logger.warn(`An id_token was not accepted: ${failureCode(error)}`);
      if (error instanceof errors.JOSEError && !PROVIDER_FAULTS.has(error.code)) return null;
      throw CommonError.unavailable();
    }
  }

  /** Keys are fetched once and again when a token names an unknown one. */
  private keysAt(uri: string): JWTVerifyGetKey {
    if (this.keySet?.uri !== uri) {
      this.keySet = { uri, keys: createRemoteJWKSet(new URL(uri), { timeoutDuration: TIMEOUT_MS }) };
    }
    return this.keySet.keys;
  }
}

/** Entra's metadata for several tenants carry a place-holder that the token's own tenant fills; tenants are checked later. */
function issuerFor(issuer: string, idToken: string): string {
  if (!issuer.includes(TENANT)) return issuer;
  const { tid } = decodeJwt(idToken);
  return issuer.replace(TENANT, typeof tid === 'string' ? encodeURIComponent(tid) : '');
}
