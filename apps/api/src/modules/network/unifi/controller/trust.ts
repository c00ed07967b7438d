import { TLSSocket } from 'node:tls';
import type { DomainError } from '@app/kernel';
import { buildConnector } from 'undici';
import type { UnifiSettings } from '../../../../config';
import { CONNECT_TIMEOUT_MS } from '../../../../upstreams/http';
import { isObject } from './records/readers';
import { UnifiError } from './unifi.errors';

class OtherCertificate extends Error {}

/** Refusals of Node to trust a certificate. */
const UNTRUSTED = /^(CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/;

/** Connects to what a trusted authority vouches for, to the one certificate that was pinned, or, if told so, to any. */
export function trustingConnector({
  fingerprint,
  allowSelfSigned,
}: Pick<UnifiSettings, 'fingerprint' | 'allowSelfSigned'>): buildConnector.connector {
  if (fingerprint === null) {
    return buildConnector({ timeout: CONNECT_TIMEOUT_MS, rejectUnauthorized: !allowSelfSigned });
  }
  // The pin replaces the authorities. A resumed session would show no certificate, so none is kept.
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, rejectUnauthorized: false, maxCachedSessions: 0 });
  return (options, callback) => {
    connect(options, (...result) => {
      const [error, socket] = result;
      if (error !== null || fingerprintOf(socket) === fingerprint) {
        callback(...result);
        return;
      }
      socket.destroy();
      callback(new OtherCertificate('The certificate is another than the pinned one'), null);
    });
  };
}

function fingerprintOf(socket: unknown): string | null {
  if (!(socket instanceof TLSSocket)) return null;
  return socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase();
}

export function explainDistrust(error: unknown): DomainError | undefined {
  if (error instanceof OtherCertificate) return UnifiError.untrusted();
  const code = isObject(error) ? String(error.code) : '';
  return UNTRUSTED.test(code) ? UnifiError.untrusted() : undefined;
}
