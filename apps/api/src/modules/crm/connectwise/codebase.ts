import type { Answer } from '../../../upstreams/http';
import { ConnectWiseError } from './connectwise.errors';
import { isObject } from './shape';

/** Of installations of one's own, and of clouds that do not tell theirs. */
const FALLBACK = 'v4_6_release/';
const SAFE = /^[A-Za-z0-9._-]+\/$/;

/** The path of the release that a company is on. It changes with upgrades, so it is asked for, and again when it is gone. */
export class Codebase {
  private known?: string;
  /** Who waits in front of a screen does not wait for the question of a job. */
  private readonly asking = new Map<boolean, Promise<string>>();

  /** @param companyInfo asks for what anybody may know of our company, with the patience of a job or of a person */
  constructor(private readonly companyInfo: (background: boolean) => Promise<Answer>) {}

  /** @throws ConnectWiseError.refused when ConnectWise does not know the company */
  async current(background = false): Promise<string> {
    if (this.known !== undefined) return this.known;
    let asking = this.asking.get(background);
    if (!asking) {
      asking = this.ask(background).finally(() => this.asking.delete(background));
      this.asking.set(background, asking);
    }
    return asking;
  }

  /** Asks again, unless another call has done so meanwhile. @returns the new path, null when it is still the old one */
  async successorOf(old: string, background = false): Promise<string | null> {
    if ((await this.current(background)) === old) this.known = undefined;
    const current = await this.current(background);
    return current === old ? null : current;
  }

  private async ask(background: boolean): Promise<string> {
    this.known = await this.read(background);
    return this.known;
  }

  private async read(background: boolean): Promise<string> {
    const { status, body } = await this.companyInfo(background);
    if (status === 404) return FALLBACK;
    if (status !== 200) throw ConnectWiseError.failed({ upstreamStatus: status });
    if (body === null) throw ConnectWiseError.refused();
    const codebase = isObject(body) ? body.Codebase : undefined;
    if (typeof codebase === 'string' && SAFE.test(codebase)) return codebase;
    return FALLBACK;
  }
}
