import { DomainError } from '@app/kernel';
import type { Answer, Time } from '../../../../../upstreams/http';
import { UnifiError } from '../unifi.errors';
import { flavourOf } from './flavour';
import { checkSignIn, SignedIn } from './sign-in';

interface SessionCalls {
  /** Asks for the root of the controller. */
  root(): Promise<Answer>;
  signIn(path: string): Promise<Answer>;
}

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** Failures after which trying again soon makes it worse: the controller locks accounts out. */
const WORTH_A_PAUSE = new Set(
  [UnifiError.refused, UnifiError.secondFactor, UnifiError.rateLimited].map((error) => error().code),
);

/** The one session that all calls share: signed in to once, however many calls find that they need it. */
export class Session {
  private signedIn: SignedIn | null = null;
  private pending: Promise<SignedIn> | null = null;
  private ended = false;
  private pauses = 0;
  private pause: { readonly until: number; readonly error: DomainError } | null = null;

  constructor(
    private readonly calls: SessionCalls,
    private readonly time: Time,
  ) {}

  /** @throws DomainError of `UnifiError`; for a while without another try when the credentials were refused */
  async current(): Promise<SignedIn> {
    if (this.signedIn) return this.signedIn;
    this.pending ??= this.open().finally(() => {
      this.pending = null;
    });
    return this.pending;
  }

  /** A new one for one that the controller no longer takes, unless another call has renewed it meanwhile. */
  successorOf(ended: SignedIn): Promise<SignedIn> {
    if (this.signedIn === ended) this.signedIn = null;
    return this.current();
  }

  /** From now on nobody signs in any more. @returns what is left to sign out of, also when it is only just coming */
  async end(signal: AbortSignal): Promise<SignedIn | null> {
    this.ended = true;
    const givenUp = new Promise<null>((resolve) => {
      signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    await Promise.race([this.pending?.catch(() => null) ?? null, givenUp]);
    const { signedIn } = this;
    this.signedIn = null;
    return signedIn;
  }

  private async open(): Promise<SignedIn> {
    if (this.ended) throw UnifiError.unavailable();
    this.checkPause();
    try {
      // Asked each time: the application may have moved onto a console since.
      const flavour = flavourOf(await this.calls.root());
      const answer = await this.calls.signIn(flavour.loginPath);
      checkSignIn(answer);
      this.signedIn = new SignedIn(flavour, answer.headers);
    } catch (error) {
      this.failed(error);
      throw error;
    }
    if (!this.signedIn.established) {
      this.signedIn = null;
      throw UnifiError.unrecognised();
    }
    this.pauses = 0;
    return this.signedIn;
  }

  private checkPause(): void {
    if (this.pause === null) return;
    const waitMs = this.pause.until - this.time.now();
    if (waitMs > 0) {
      const { code, status, message, details } = this.pause.error;
      throw new DomainError(code, status, message, { ...details, retryAfter: Math.ceil(waitMs / 1000) });
    }
    this.pause = null;
  }

  private failed(error: unknown): void {
    if (!(error instanceof DomainError) || !WORTH_A_PAUSE.has(error.code)) return;
    const ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.pauses);
    const asked = (error.details.retryAfter ?? 0) * 1000;
    this.pauses += 1;
    this.pause = { until: this.time.now() + Math.max(ms, asked), error };
  }
}
