import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { SignInsRepository } from './sign-ins.repository';

const EVERY_MS = 60_000;

/** Deletes sign-ins that nobody finished. Several processes may do it at once. */
@Injectable()
export class SignInSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SignInSweeper.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly signIns: SignInsRepository,
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
      await this.signIns.sweep(this.clock.now());
    } catch (error) {
      this.logger.warn(`Unfinished sign-ins could not be deleted: ${String(error)}`);
    }
  }
}
