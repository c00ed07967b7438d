import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

const ALGORITHM = 'RS256';
const KEY_ID = 'key-of-the-issuer';

/** What one authorization code is worth. */
interface Grant {
  readonly claims: JWTPayload;
  readonly key?: CryptoKey;
  readonly userInfo?: Record<string, unknown>;
}

/** An OpenID Connect issuer without a login page: a test hands out codes for the claims it wants, right or wrong. */
export class FakeIssuer {
  readonly clientId = 'switchyard-under-test';
  readonly clientSecret = 'secret-of-the-client';
  url = '';
  /** Requests of the metadata. */
  discoveries = 0;
  /** Answers everything with 500 while true. */
  broken = false;
  /** The forms that came to the token endpoint. */
  readonly tokenRequests: URLSearchParams[] = [];
  private readonly grants = new Map<string, Grant>();
  private userInfo: Record<string, unknown> = {};
  private server: Server;
  private privateKey: CryptoKey;
  private publicKey: JWK;

  static async start(): Promise<FakeIssuer> {
    const issuer = new FakeIssuer();
    const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
    issuer.privateKey = privateKey;
    issuer.publicKey = { ...(await exportJWK(publicKey)), alg: ALGORITHM, use: 'sig', kid: KEY_ID };
    issuer.server = createServer((request, response) => void issuer.answer(request, response));
    issuer.server.listen(0, '127.0.0.1');
    await once(issuer.server, 'listening');
    issuer.url = `http://127.0.0.1:${(issuer.server.address() as AddressInfo).port}`;
    return issuer;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The variables that make this the provider of an application. */
  get env(): Record<string, string> {
    return { OIDC_ISSUER: this.url, OIDC_CLIENT_ID: this.clientId, OIDC_CLIENT_SECRET: this.clientSecret };
  }

  /** A code for a sign-in that was begun at `uri`. Claims and key replace what an honest issuer would use. */
  grant(uri: string, claims: JWTPayload, wrong: Omit<Grant, 'claims'> = {}): string {
    const code = `code-${this.grants.size}`;
    const nonce = new URL(uri).searchParams.get('nonce');
    this.grants.set(code, { claims: { nonce, ...claims }, ...wrong });
    return code;
  }

  idToken(claims: JWTPayload, key = this.privateKey): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: this.url, aud: this.clientId, iat: now, exp: now + 300, ...claims })
      .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID })
      .sign(key);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [status, body] = this.broken ? [500, {}] : await this.respond(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private async respond(request: IncomingMessage): Promise<[number, object]> {
    switch (request.url) {
      case '/.well-known/openid-configuration':
        this.discoveries += 1;
        return [200, this.metadata()];
      case '/keys':
        return [200, { keys: [this.publicKey] }];
      case '/token':
        return this.exchange(new URLSearchParams(await text(request)));
      case '/userinfo':
        return [200, this.userInfo];
      default:
        return [404, {}];
    }
  }

  private metadata() {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      userinfo_endpoint: `${this.url}/userinfo`,
      jwks_uri: `${this.url}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [ALGORITHM],
      authorization_response_iss_parameter_supported: true,
    };
  }

  private async exchange(form: URLSearchParams): Promise<[number, object]> {
    this.tokenRequests.push(form);
    const grant = this.grants.get(form.get('code') ?? '');
    if (!grant) return [400, { error: 'invalid_grant' }];
    const { claims, key, userInfo = {} } = grant;
    this.userInfo = { sub: claims.sub, ...userInfo };
    const idToken = await this.idToken(claims, key);
    return [200, { access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token: idToken }];
  }
}
