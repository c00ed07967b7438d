import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { TokensRepository } from './tokens.repository';

const FLUSH_EVERY_MS = 1_000;
const STAMP_EVERY_MS = 60_000;

/**
 * Remembers which tokens were used and writes all their stamps with one statement a second, so that no request waits
 * for one. What is remembered is written before the application stops, and again after a failure.
 */
@Injectable()
export class LastUsedStamps implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(LastUsedStamps.name);
  private pending = new Map<string, Date>();
  private flushing = Promise.resolve();
  private timer?: NodeJS.Timeout;

  constructor(private readonly tokens: TokensRepository) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), FLUSH_EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** @param lastUsedAt the stamp as it was just read: a token is stamped at most once a minute */
  mark(tokenId: string, lastUsedAt: Date | null, now: Date): void {
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < STAMP_EVERY_MS) return;
    if (!this.pending.has(tokenId)) this.pending.set(tokenId, now);
  }

  /** Writes what is remembered, one write at a time. */
  flush(): Promise<void> {
    this.flushing = this.flushing.then(() => this.write());
    return this.flushing;
  }

  private async write(): Promise<void> {
    if (this.pending.size === 0) return;
    const uses = this.pending;
    this.pending = new Map();
    try {
      await this.tokens.stamp(uses);
    } catch (error) {
      this.pending = new Map([...this.pending, ...uses]);
      this.logger.warn(`Last uses of tokens could not be written: ${String(error)}`);
    }
  }
}
