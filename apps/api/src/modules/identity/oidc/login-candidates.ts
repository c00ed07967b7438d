import { isId, isReservedName, slugOf } from '@app/kernel';
import type { OidcProfile } from './oidc-identity';

const MAX_LOGIN = 60;
const MAX_CANDIDATES = 20;

/** Lower-case ASCII letters, digits and `._-`, as login names are written. */
function asLogin(text: string): string {
  const [local = ''] = text.split('@');
  return slugOf(local, { kept: '._-', separator: '.' }).slice(0, MAX_LOGIN);
}

const isUsable = (login: string): boolean => login !== '' && !isReservedName(login) && !isId(login);

/** Login names to try for somebody who signs up, best first: `ada`, `ada2`, `ada3`. */
export function loginCandidates({ username, email, name }: OidcProfile): string[] {
  const texts = [username, email, name].map((text) => asLogin(text ?? ''));
  const base = texts.find(isUsable) ?? 'user';
  return Array.from({ length: MAX_CANDIDATES }, (_, index) => (index === 0 ? base : `${base}${index + 1}`));
}
