import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Periodic } from '@app/kernel';
import { SessionsRepository } from './sessions.repository';

const EVERY_MS = 10 * 60 * 1000;
/** Ended sessions stay this long, so that a late second use of a refresh token is still recognised as one. */
const KEPT_MS = 24 * 3600 * 1000;

/** Deletes sessions that ended a day ago. Several processes may do it at once. */
@Injectable()
export class SessionSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SessionSweeper.name);
  private readonly rounds = new Periodic(
    EVERY_MS,
    () => this.sessions.sweep(new Date(this.clock.now().getTime() - KEPT_MS)),
    (error) => this.logger.warn(`Ended sessions could not be deleted: ${String(error)}`),
  );

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
