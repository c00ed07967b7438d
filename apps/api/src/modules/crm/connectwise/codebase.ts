import type { Answer } from '../../../upstreams/http';
import { ConnectWiseError } from './connectwise.errors';
import { isObject } from './shape';

/** Of installations of one's own, and of clouds that do not tell theirs. */
const FALLBACK = 'v4_6_release/';
const SAFE = /^[A-Za-z0-9._-]+\/$/;

/** The path of the release that a company is on. It changes with upgrades, so it is asked for, and again when it is gone. */
export class Codebase {
  private known?: Promise<string>;

  /** @param companyInfo asks for what anybody may know of our company */
  constructor(private readonly companyInfo: () => Promise<Answer>) {}

  /** @throws ConnectWiseError.refused when ConnectWise does not know the company */
  current(): Promise<string> {
    if (!this.known) {
      const asking = this.ask();
      this.known = asking;
      // A failure is not remembered.
      asking.catch(() => {
        if (this.known === asking) this.known = undefined;
      });
    }
    return this.known;
  }

  /** Asks again, unless another call has done so meanwhile. @returns the new path, null when it is still the old one */
  async successorOf(old: string): Promise<string | null> {
    if ((await this.current()) === old) this.known = undefined;
    const current = await this.current();
    return current === old ? null : current;
  }

  private async ask(): Promise<string> {
    const { status, body } = await this.companyInfo();
    if (status === 404) return FALLBACK;
    if (status !== 200) throw ConnectWiseError.failed({ upstreamStatus: status });
    if (body === null) throw ConnectWiseError.refused();
    const codebase = isObject(body) ? body.Codebase : undefined;
    if (typeof codebase === 'string' && SAFE.test(codebase)) return codebase;
    return FALLBACK;
  }
}
