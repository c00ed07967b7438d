import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config';

/** Decides whether a page may use the refresh cookie. */
@Injectable()
export class TrustedOrigins {
  constructor(private readonly config: AppConfig) {}

  /**
   * @param origin the `Origin` header. Browsers send it with every request that changes something, so that one without
   *   it comes from no page
   * @param host the `Host` header: a page of this very host is of the same origin, whatever name it was opened by
   */
  allows(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    const url = new URL(origin);
    if (url.host !== '' && url.host === host?.toLowerCase()) return true;
    return url.origin === new URL(this.config.publicUrl).origin || this.config.corsOrigins.includes(url.origin);
  }
}
