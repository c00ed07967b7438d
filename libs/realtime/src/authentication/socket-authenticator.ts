import type { IncomingHttpHeaders } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { PrincipalSource, type Principal } from '@app/kernel';
import { OriginPolicy } from './origin-policy';
import { RefreshCookieAuthenticator } from './refresh-cookie-authenticator';
import { SocketRefusal } from './socket-refusal';

/** What a socket was let in by; needed to ask again later. */
export type Credential = { readonly kind: 'bearer'; readonly token: string } | { readonly kind: 'cookie' };

/** A socket's principal and the credential that proved it. */
export interface SignedIn {
  readonly principal: Principal;
  readonly credential: Credential;
}

const BEARER = /^Bearer +(\S+)$/i;
const MAX_TOKEN_LENGTH = 4096;

/** The token of an `Authorization` value, null when it is not a bearer one of sane length. */
export function bearerToken(authorization: unknown): string | null {
  if (typeof authorization !== 'string' || authorization.length > MAX_TOKEN_LENGTH) return null;
  return BEARER.exec(authorization)?.[1] ?? null;
}

/** Turns handshakes into principals and asks again for open sockets. */
@Injectable()
export class SocketAuthenticator implements OnModuleInit {
  private principals: PrincipalSource;
  private cookies: RefreshCookieAuthenticator;

  constructor(
    private readonly origins: OriginPolicy,
    private readonly moduleRef: ModuleRef,
  ) {}

  /** Resolved late: the modules behind these ports publish to sockets themselves, which would be a cycle. */
  onModuleInit(): void {
    this.principals = this.moduleRef.get(PrincipalSource, { strict: false });
    this.cookies = this.moduleRef.get(RefreshCookieAuthenticator, { strict: false });
  }

  /**
   * Who opens a socket.io socket: `auth.token`, else the `Authorization` header, else the refresh cookie; null for
   * nobody.
   *
   * @throws SocketRefusal for a token that is not valid, or a valid cookie from a foreign origin
   */
  async identify(auth: Record<string, unknown>, headers: IncomingHttpHeaders): Promise<SignedIn | null> {
    if (auth.token !== undefined && auth.token !== null) {
      const text = typeof auth.token === 'string' ? auth.token.trim() : '';
      return this.requireToken(bearerToken(text) ?? bearerToken(`Bearer ${text}`));
    }
    if (headers.authorization !== undefined) return this.requireToken(bearerToken(headers.authorization));
    return headers.cookie === undefined ? null : this.byCookie(headers.cookie, headers);
  }

  /** The principal of a bearer token, null when it is not valid right now. */
  byToken(token: string): Promise<Principal | null> {
    return this.principals.authenticate(token);
  }

  /** The principal of an open socket as of now, null when it lost its session. */
  again({ credential, principal }: SignedIn): Promise<Principal | null> {
    return credential.kind === 'bearer' ? this.byToken(credential.token) : this.cookies.revalidate(principal);
  }

  private async requireToken(token: string | null): Promise<SignedIn> {
    const principal = token && (await this.byToken(token));
    if (!token || !principal) throw new SocketRefusal('unauthorized');
    return { principal, credential: { kind: 'bearer', token } };
  }

  private async byCookie(cookie: string, headers: IncomingHttpHeaders): Promise<SignedIn | null> {
    const principal = await this.cookies.authenticate(cookie);
    if (!principal) return null;
    if (!this.origins.allows(headers)) throw new SocketRefusal('forbidden_origin');
    return { principal, credential: { kind: 'cookie' } };
  }
}
