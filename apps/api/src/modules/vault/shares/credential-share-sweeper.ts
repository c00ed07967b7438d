import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Periodic } from '@app/kernel';
import { CredentialSharesRepository } from './credential-shares.repository';

const EVERY_MS = 60_000;

/** Deletes shares that nobody opened in time. Several processes may do it at once. */
@Injectable()
export class CredentialShareSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(CredentialShareSweeper.name);
  private readonly rounds = new Periodic(
    EVERY_MS,
    () => this.shares.sweep(this.clock.now()),
    (error) => this.logger.warn(`Expired shares could not be deleted: ${String(error)}`),
  );

  constructor(
    private readonly shares: CredentialSharesRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }
}
