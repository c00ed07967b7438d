import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Periodic } from '@app/kernel';
import { SignInsRepository } from './sign-ins.repository';

const EVERY_MS = 60_000;

/** Deletes sign-ins that nobody finished. Several processes may do it at once. */
@Injectable()
export class SignInSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SignInSweeper.name);
  private readonly rounds = new Periodic(
    EVERY_MS,
    () => this.signIns.sweep(this.clock.now()),
    (error) => this.logger.warn(`Unfinished sign-ins could not be deleted: ${String(error)}`),
  );

  constructor(
    private readonly signIns: SignInsRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
