import { isIP } from 'node:net';
import type { TrustedProxies } from './app-config';
import type { EnvReader } from './env-reader';

const NONE = new Set(['none', 'false', '0']);
/** Named subnets that Express knows. */
const SUBNET_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** PUBLIC_URL without its trailing slash. A path is allowed (`https://example.com/switchyard`), a query is not. */
export function readPublicUrl(reader: EnvReader): string | null {
  const text = reader.url('PUBLIC_URL', ['http', 'https']);
  if (text === null) return null;
  const { search, hash, username } = new URL(text);
  if (search || hash || username) reader.report('PUBLIC_URL', 'must have no query, fragment or user name');
  return text.replace(/\/+$/, '');
}

/** TRUST_PROXY. `true` is refused: trusting every sender lets any client forge its address. */
export function readTrustProxy(reader: EnvReader): TrustedProxies {
  const text = reader.text('TRUST_PROXY');
  if (text === null || NONE.has(text.toLowerCase())) return false;
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const proxies = reader.list('TRUST_PROXY');
  if (proxies.length > 0 && proxies.every(isProxy)) return proxies;
  reader.report(
    'TRUST_PROXY',
    'must be none, a number of hops, or a comma-separated list of addresses, subnets (10.0.0.0/8), loopback, linklocal, uniquelocal',
  );
  return false;
}

function isProxy(text: string): boolean {
  if (SUBNET_NAMES.has(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** CORS_ORIGINS. `*` is refused: answers carry credentials. */
export function readCorsOrigins(reader: EnvReader): string[] {
  const origins = reader.list('CORS_ORIGINS');
  if (origins.length === 1 && origins[0]?.toLowerCase() === 'none') return [];
  if (!origins.every(isOrigin)) {
    reader.report(
      'CORS_ORIGINS',
      'must be none or a comma-separated list of origins such as https://console.example.com',
    );
  }
  return origins;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  return origin === text && (protocol === 'http:' || protocol === 'https:');
}
