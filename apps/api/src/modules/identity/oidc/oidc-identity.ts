import type { IDToken, UserInfoResponse } from 'openid-client';
import { OidcError } from './oidc.errors';

/** A person as an OpenID Connect provider vouched for. */
export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
  /** What the person calls itself; never used to find a user. */
  readonly profile: OidcProfile;
}

export interface OidcProfile {
  readonly name: string | null;
  readonly email: string | null;
  readonly username: string | null;
}

type Claims = Pick<IDToken, 'iss' | 'sub'> & Readonly<Record<string, unknown>>;

const ENTRA_HOSTS = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
]);

const isEntra = (issuer: string): boolean => ENTRA_HOSTS.has(new URL(issuer).hostname);

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/**
 * Who a verified id_token stands for. At Microsoft Entra `oid` within `tid` is the one stable name of a person, and the
 * tenant must be allowed; elsewhere it is `sub`.
 *
 * @param allowedTenants Entra tenant ids; empty for all that the issuer accepts
 * @throws 403 `oidc.tenantRefused`, 400 `oidc.signInRefused` for an Entra token that does not say who it is for
 */
export function subjectOf(claims: Claims, allowedTenants: readonly string[]): Omit<OidcIdentity, 'profile'> {
  const { iss: issuer, sub, tid, oid } = claims;
  const needsTenant = allowedTenants.length > 0;
  if (needsTenant && !(typeof tid === 'string' && allowedTenants.includes(tid))) throw OidcError.tenantRefused();
  if (!isEntra(issuer)) return { issuer, subject: sub };
  if (typeof tid !== 'string' || typeof oid !== 'string') throw OidcError.signInRefused();
  return { issuer, subject: `${tid}:${oid}` };
}

/** Name and e-mail out of an id_token, and where it lacks them out of what the userinfo endpoint said. */
export function profileOf(claims: Claims, userInfo: Partial<UserInfoResponse> = {}): OidcProfile {
  const claim = (name: string): string | null => textOf(claims[name]) ?? textOf(userInfo[name]);
  const isUnverified = (claims.email_verified ?? userInfo.email_verified) === false;
  const username = claim('preferred_username');
  const email = claim('email') ?? (username?.includes('@') ? username : null);
  return { name: claim('name'), email: isUnverified ? null : email, username };
}
