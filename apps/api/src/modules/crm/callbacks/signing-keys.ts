import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { Agent, request } from 'undici';
import { CallbackError } from './callbacks.errors';

interface KnownKey {
  readonly key: Promise<string>;
  until: number;
}

const MOST_KEYS = 16;
const LIFETIME_MS = 600_000;
/** So long a failure is taken for granted: a flood of callbacks is no flood of fetches. ConnectWise comes back after two. */
const FAILURE_MS = 1_000;
/** ConnectWise waits five seconds for the answer to its callback. */
const TIMEOUT_MS = 3_000;
const LARGEST_ANSWER = 16_384;

/**
 * The keys that callbacks are signed with, each fetched once for many. They are fetched without credentials and without
 * following a redirect, which could lead anywhere.
 */
@Injectable()
export class SigningKeys implements OnApplicationShutdown {
  private readonly agent = new Agent({
    ...{ connections: 4, connect: { timeout: TIMEOUT_MS }, maxResponseSize: LARGEST_ANSWER },
  });
  private readonly known = new Map<string, KnownKey>();

  constructor(private readonly clock: Clock) {}

  /**
   * @param address that may be asked, see `keyAddress`
   * @throws 401 when there is no key, 429 when nobody answers now
   */
  async of({ href }: URL): Promise<string> {
    const now = this.clock.now().getTime();
    const found = this.known.get(href);
    if (found && found.until > now) return found.key;
    this.known.delete(href);
    const fresh: KnownKey = { key: this.fetch(href), until: now + LIFETIME_MS };
    fresh.key.catch(() => (fresh.until = this.clock.now().getTime() + FAILURE_MS));
    this.known.set(href, fresh);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KEYS && oldest !== undefined) this.known.delete(oldest);
    return fresh.key;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private async fetch(href: string): Promise<string> {
    const { status, text } = await this.get(href);
    if (status >= 500 || status === 429) throw postponed();
    const key = status === 200 ? keyIn(text) : undefined;
    if (key === undefined) throw CallbackError.refused();
    return key;
  }

  private async get(href: string): Promise<{ status: number; text: string }> {
    try {
      const { statusCode, body } = await request(href, {
        ...{ dispatcher: this.agent, headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) },
      });
      return { status: statusCode, text: await body.text() };
    } catch {
      throw postponed();
    }
  }
}

const postponed = () => CallbackError.postponed({ retryAfter: FAILURE_MS / 1_000 });

function keyIn(text: string): string | undefined {
  try {
    const { signing_key: key } = JSON.parse(text) as { signing_key?: unknown };
    return typeof key === 'string' && key !== '' ? key : undefined;
  } catch {
    return undefined;
  }
}
