import { Injectable } from '@nestjs/common';
import type { Principal } from '@app/kernel';
import { RefreshCookieAuthenticator } from '@app/realtime';
import { SessionPrincipals } from '../sessions';
import { RefreshCookie } from './refresh-cookie';

/** Sockets of a browser that has nothing but the refresh cookie. */
@Injectable()
export class RefreshCookiePrincipals extends RefreshCookieAuthenticator {
  constructor(
    private readonly cookie: RefreshCookie,
    private readonly sessions: SessionPrincipals,
  ) {
    super();
  }

  override async authenticate(cookieHeader: string): Promise<Principal | null> {
    const token = this.cookie.read(cookieHeader);
    return token ? this.sessions.ofRefreshToken(token) : null;
  }

  override revalidate({ tokenId }: Principal): Promise<Principal | null> {
    return this.sessions.ofSession(tokenId);
  }
}
