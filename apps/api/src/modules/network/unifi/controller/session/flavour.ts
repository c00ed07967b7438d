import type { Answer } from '../../../../../upstreams/http';
import { UnifiError } from '../unifi.errors';

/** How a controller is signed in to, and where its Network application lies. */
export interface Flavour {
  readonly name: 'os' | 'legacy';
  readonly loginPath: string;
  readonly logoutPath: string;
  /** Before every path of the Network application. */
  readonly prefix: string;
}

export const consoleFlavour: Flavour = {
  ...{ name: 'os', loginPath: '/api/auth/login', logoutPath: '/api/auth/logout' },
  prefix: '/proxy/network',
};
const legacyFlavour: Flavour = {
  ...{ name: 'legacy', loginPath: '/api/login', logoutPath: '/logout' },
  prefix: '',
};

/** A console answers its root with a page, the application alone sends elsewhere. */
export function flavourOf({ status }: Answer): Flavour {
  if (status === 200) return consoleFlavour;
  if (status >= 300 && status < 400) return legacyFlavour;
  throw UnifiError.unrecognised({ upstreamStatus: status });
}
