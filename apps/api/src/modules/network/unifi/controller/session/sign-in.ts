import type { Answer, ResponseHeaders } from '../../../../../upstreams/http';
import { isObject } from '../records/readers';
import { UnifiError } from '../unifi.errors';
import type { Flavour } from './flavour';

/** One session with a controller. Its token and cookies change while it lasts. */
export class SignedIn {
  private readonly cookies = new Map<string, string>();
  private token: string | null = null;
  /** Whether a write was sent whose answer, with the next token in it, never arrived. */
  tokenLost = false;

  constructor(
    readonly flavour: Flavour,
    headers: ResponseHeaders,
  ) {
    this.learn(headers);
    this.token ??= tokenInside(this.cookies.get('TOKEN'));
  }

  /** What a write must carry; null on controllers that have no such token. */
  get csrf(): string | null {
    return this.token;
  }

  get established(): boolean {
    return this.cookies.has(this.flavour.name === 'os' ? 'TOKEN' : 'unifises');
  }

  headers(write: boolean): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { cookie, ...(write && this.token !== null && { 'x-csrf-token': this.token }) };
  }

  /** Takes over what an answer renews. */
  learn(headers: ResponseHeaders): void {
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [, name, value] = /^([^=;\s]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value) this.cookies.set(name, value);
    }
    const renewed = headers['x-updated-csrf-token'] ?? headers['x-csrf-token'];
    if (renewed) this.tokenLost = false;
    const legacy = this.flavour.name === 'legacy' ? this.cookies.get('csrf_token') : undefined;
    this.token = [renewed].flat()[0] || legacy || this.token;
  }
}

/** Consoles put the first token into their cookie, too, and some say it nowhere else. */
function tokenInside(jwt: string | undefined): string | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(jwt?.split('.')[1] ?? '', 'base64url').toString());
    return isObject(payload) && typeof payload.csrfToken === 'string' ? payload.csrfToken : null;
  } catch {
    return null;
  }
}

const SECOND_FACTOR = 499;

/** @throws DomainError of `UnifiError` unless signing in succeeded */
export function checkSignIn({ status, body }: Answer): void {
  const meta = isObject(body) && isObject(body.meta) ? body.meta : {};
  if (status === SECOND_FACTOR || meta.msg === 'api.err.Ubic2faTokenRequired') throw UnifiError.secondFactor();
  if (status >= 200 && status < 300 && meta.rc !== 'error') return;
  if (status === 404) throw UnifiError.unrecognised({ upstreamStatus: status });
  throw UnifiError.refused({ upstreamStatus: status });
}
