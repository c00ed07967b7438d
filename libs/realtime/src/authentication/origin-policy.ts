import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { RealtimeConfig } from '../realtime.options';

const parse = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/**
 * Decides whether a handshake that relies on the refresh cookie comes from a page of ours. A browser leaves `Origin`
 * out of a same-origin GET, which is how long-polling starts; then `Sec-Fetch-Site`, and where that is missing (plain
 * http on a LAN) `Referer`, has to vouch for it.
 */
@Injectable()
export class OriginPolicy {
  private readonly trusted: ReadonlySet<string>;

  constructor(config: RealtimeConfig) {
    this.trusted = new Set([
      config.publicOrigin,
      ...config.corsOrigins.map((origin) => parse(origin)?.origin ?? origin),
    ]);
  }

  allows(headers: IncomingHttpHeaders): boolean {
    if (headers.origin !== undefined) return this.isOurs(headers.origin, headers.host);
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin';
    return headers.referer !== undefined && this.isOurs(headers.referer, headers.host);
  }

  private isOurs(address: string, host: string | undefined): boolean {
    const url = parse(address);
    if (!url?.host) return false;
    return this.trusted.has(url.origin) || url.host === host?.toLowerCase();
  }
}
