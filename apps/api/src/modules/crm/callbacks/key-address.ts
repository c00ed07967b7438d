import { isLoopback } from './loopback';

/** Hosts of the vendor's cloud answer under two names: the API under the first, people and their keys under either. */
const API_PREFIX = 'api-';
const CLOUDS = ['.myconnectwise.net', '.connectwisedev.com'];

/**
 * The address of a signing key, if it may be asked: one of the configured ConnectWise, and over TLS unless that one is on
 * this machine. Whoever sends a callback chooses this address, so anything else stays unasked.
 *
 * @param origin of the configured ConnectWise
 */
export function keyAddress(text: string, origin: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const configured = new URL(origin);
  const isEncrypted = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(configured.hostname));
  const isPlain = url.username === '' && url.password === '';
  if (!isEncrypted || !isPlain || url.protocol !== configured.protocol || url.port !== configured.port) return null;
  if (!namesOf(configured.hostname).includes(url.hostname)) return null;
  url.hash = '';
  return url;
}

function namesOf(host: string): string[] {
  const hasTwo = host.startsWith(API_PREFIX) && CLOUDS.some((cloud) => host.endsWith(cloud));
  return hasTwo ? [host, host.slice(API_PREFIX.length)] : [host];
}
