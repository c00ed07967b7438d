import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditLog } from '@app/audit';
import { Transactions } from '@app/database';
import { Clock, Periodic, systemActor } from '@app/kernel';
import { SessionEndings } from '../sessions';
import { TokensRepository } from './tokens.repository';

const EVERY_MS = 60_000;

/** Deletes tokens that have expired: each minute, and one that is presented at that moment. */
@Injectable()
export class ExpiredTokens implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExpiredTokens.name);
  private readonly rounds = new Periodic(
    EVERY_MS,
    () => this.delete(),
    (error) => this.logger.warn(`Expired tokens could not be deleted: ${String(error)}`),
  );

  constructor(
    private readonly tokens: TokensRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly endings: SessionEndings,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
    this.rounds.runNow();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** @param id one token; all expired ones when left out. Several processes may do it at once */
  async delete(id: string | null = null): Promise<void> {
    await this.transactions.run(async () => {
      for (const token of await this.tokens.deleteExpired(this.clock.now(), id)) {
        await this.audit.record(systemActor(), {
          action: 'user.pat.expired',
          message: `Personal access token ${token.name} of ${token.login} expired and was deleted`,
          target: { type: 'personal-access-token', id: token.id, name: token.name },
        });
        this.transactions.afterCommit(() => this.endings.publish({ tokenId: token.id }));
      }
    });
  }
}
