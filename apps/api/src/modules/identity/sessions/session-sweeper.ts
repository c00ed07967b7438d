import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { SessionsRepository } from './sessions.repository';

const EVERY_MS = 10 * 60 * 1000;
/** Ended sessions stay this long, so that a late second use of a refresh token is still recognised as one. */
const KEPT_MS = 24 * 3600 * 1000;

/** Deletes sessions that ended a day ago. Several processes may do it at once. */
@Injectable()
export class SessionSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SessionSweeper.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    try {
      await this.sessions.sweep(new Date(this.clock.now().getTime() - KEPT_MS));
    } catch (error) {
      this.logger.warn(`Ended sessions could not be deleted: ${String(error)}`);
    }
  }
}
