import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AuditAdditions } from '@app/audit';
import { EcoflowEvents } from '@app/realtime';
import { asyncScheduler, concatMap, throttleTime, type Subscription } from 'rxjs';
import { AuditReader } from './audit-reader.service';
import { toEcoflowAuditLogPageDto } from './audit.ecoflow.dto';
import { AuditPermission } from './audit.permissions';

const PAUSE_MS = 500;

/** Sends the first page to panels that have the audit log open, at most twice a second however much is recorded. */
@Injectable()
export class LiveAuditLog implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(LiveAuditLog.name);
  private subscription: Subscription | undefined;

  constructor(
    private readonly additions: AuditAdditions,
    private readonly reader: AuditReader,
    private readonly events: EcoflowEvents,
  ) {}

  onModuleInit(): void {
    this.subscription = this.additions.stream
      .pipe(
        throttleTime(PAUSE_MS, asyncScheduler, { leading: true, trailing: true }),
        concatMap(() => this.publish()),
      )
      .subscribe();
  }

  onModuleDestroy(): void {
    this.subscription?.unsubscribe();
  }

  /** A page that cannot be read is left out: the next record brings another. */
  private async publish(): Promise<void> {
    try {
      this.events.auditLogAdded(AuditPermission.read, toEcoflowAuditLogPageDto(await this.reader.page(1)));
    } catch (error) {
      this.logger.warn(`The audit log could not be published: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }
}
