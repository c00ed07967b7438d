import { createHmac, randomBytes } from 'node:crypto';

interface Session {
  /** Newest first. */
  csrf: string[];
  readonly csrfRequired: boolean;
}

/** The one before is still taken: answers to parallel calls overtake each other. */
const TOKENS_TAKEN = 2;
const MINUTE_MS = 60_000;

/** Who is signed in. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();
  private readonly key = randomBytes(32);
  private attempts: number[] = [];
  logins = 0;

  constructor(private readonly loginsPerMinute: number) {}

  /** Counts an attempt to sign in. @returns whether it may go on */
  admitLogin(): boolean {
    const now = Date.now();
    this.attempts = this.attempts.filter((at) => now - at < MINUTE_MS);
    this.attempts.push(now);
    return this.attempts.length <= this.loginsPerMinute;
  }

  forgetAttempts(): void {
    this.attempts = [];
  }

  /** @returns the value of the session cookie and the first CSRF token */
  open(csrfRequired = true): { token: string; csrf: string } {
    this.logins += 1;
    const csrf = newToken();
    const token = this.jwt({ userId: '1', csrfToken: csrf, jti: newToken() });
    this.sessions.set(token, { csrf: [csrf], csrfRequired });
    return { token, csrf };
  }

  /** How many are open. */
  get count(): number {
    return this.sessions.size;
  }

  has(token: string | undefined): token is string {
    return token !== undefined && this.sessions.has(token);
  }

  takes(token: string, csrf: string | undefined): boolean {
    const session = this.sessions.get(token);
    if (!session) return false;
    return !session.csrfRequired || (csrf !== undefined && session.csrf.includes(csrf));
  }

  rotate(token: string): string {
    const csrf = newToken();
    const session = this.sessions.get(token);
    if (session) session.csrf = [csrf, ...session.csrf].slice(0, TOKENS_TAKEN);
    return csrf;
  }

  close(token: string): void {
    this.sessions.delete(token);
  }

  /** Every session ends, as after a restart of the controller. */
  expire(): void {
    this.sessions.clear();
  }

  private jwt(payload: object): string {
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
    return `${signed}.${createHmac('sha256', this.key).update(signed).digest('base64url')}`;
  }
}

const newToken = (): string => randomBytes(16).toString('hex');
