import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { AuditAdditions } from '@app/audit';
import { Broadcast, topic } from '@app/kernel';
import { EcoflowEvents } from '@app/realtime';
import { asyncScheduler, concatMap, type MonoTypeOperatorFunction, Subscription, throttleTime } from 'rxjs';
import { AuditReader } from './audit-reader.service';
import { toEcoflowAuditLogPageDto } from './audit.ecoflow.dto';
import { AuditPermission } from './audit.permissions';

const PAUSE_MS = 500;

const added = topic<null>('audit.added');

const withPauses = <T>(): MonoTypeOperatorFunction<T> =>
  throttleTime(PAUSE_MS, asyncScheduler, { leading: true, trailing: true });

/** Tells every process of new records, and sends the first page to panels that have the audit log open, at most twice a second however much is recorded. */
@Injectable()
export class LiveAuditLog implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(LiveAuditLog.name);
  private readonly subscriptions = new Subscription();

  constructor(
    private readonly additions: AuditAdditions,
    private readonly reader: AuditReader,
    private readonly events: EcoflowEvents,
    private readonly broadcast: Broadcast,
  ) {}

  onModuleInit(): void {
    const pages = this.broadcast.on(added).pipe(
      withPauses(),
      concatMap(() => this.publish()),
    );
    this.subscriptions.add(pages.subscribe());
    const additions = this.additions.stream.pipe(withPauses());
    this.subscriptions.add(additions.subscribe(() => this.broadcast.publish(added, null)));
  }

  onModuleDestroy(): void {
    this.subscriptions.unsubscribe();
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
