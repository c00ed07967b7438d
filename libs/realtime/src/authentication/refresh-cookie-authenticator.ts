import type { Principal } from '@app/kernel';

/**
 * Recognises browsers that hold no access token in their handshake but send the refresh cookie. Implemented by the
 * identity module; it only reads: it never rotates the token and never counts as reuse.
 */
export abstract class RefreshCookieAuthenticator {
  /**
   * Who the cookie stands for right now, null when it holds no valid refresh token. The caller has checked the Origin.
   *
   * @param cookieHeader the whole `Cookie` header
   */
  abstract authenticate(cookieHeader: string): Promise<Principal | null>;

  /**
   * The principal as of now, null when its session (`tokenId`) or user is no longer valid. The session is looked up
   * by its id, since the cookie of the handshake has rotated by the time an open socket is checked.
   */
  abstract revalidate(principal: Principal): Promise<Principal | null>;
}
