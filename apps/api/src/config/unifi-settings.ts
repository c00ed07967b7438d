import type { UnifiSettings } from './app-config';
import type { EnvReader } from './env-reader';

const SHA256 = /^[0-9a-f]{64}$/;
const DEPENDENT = ['UNIFI_API_KEY', 'UNIFI_FINGERPRINT', 'UNIFI_ALLOW_SELF_SIGNED'] as const;

/** `UNIFI_URL` with `UNIFI_USERNAME` and `UNIFI_PASSWORD`, or with `UNIFI_API_KEY`; and whom to trust behind it. */
export function readUnifi(reader: EnvReader): UnifiSettings | null {
  const url = reader.url('UNIFI_URL', ['https', 'http']);
  const apiKey = reader.text('UNIFI_API_KEY');
  const account =
    apiKey === null ? reader.group({ url: 'UNIFI_URL', username: 'UNIFI_USERNAME', password: 'UNIFI_PASSWORD' }) : null;
  for (const variable of DEPENDENT) {
    if (reader.isSet(variable) && !reader.isSet('UNIFI_URL')) {
      reader.report('UNIFI_URL', `is required when ${variable} is set`);
    }
  }
  if (apiKey !== null && (reader.isSet('UNIFI_USERNAME') || reader.isSet('UNIFI_PASSWORD'))) {
    reader.report('UNIFI_API_KEY', 'cannot be used along with UNIFI_USERNAME and UNIFI_PASSWORD');
  }
  const trust = {
    fingerprint: readFingerprint(reader, url),
    allowSelfSigned: reader.flag('UNIFI_ALLOW_SELF_SIGNED', false),
  };
  if (url === null) return null;
  if (apiKey !== null) return { url, credentials: { apiKey }, ...trust };
  if (account === null) return null;
  const { username, password } = account;
  return { url, credentials: { username, password }, ...trust };
}

/** As tools print it: with colons or without, in either case. */
function readFingerprint(reader: EnvReader, url: string | null): string | null {
  const text = reader.text('UNIFI_FINGERPRINT');
  if (text === null) return null;
  const fingerprint = text.replaceAll(':', '').toLowerCase();
  if (!SHA256.test(fingerprint)) {
    reader.report('UNIFI_FINGERPRINT', 'must be the SHA-256 fingerprint of a certificate: 64 hex digits');
  }
  if (url?.startsWith('http:')) reader.report('UNIFI_FINGERPRINT', 'needs a UNIFI_URL that starts with https://');
  return fingerprint;
}
