import { Transactions } from '@app/database';
import type { Actor } from '@app/kernel';
import { PermissionSet } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { JobAudit } from './job-ports';
import type { JobAuditEntry } from './job-ports';
import { JobEvents } from './job-events';
import type { JobRow } from './job-row';

const ENDS = { succeeded: 'job.succeed', failed: 'job.fail' } as const;

/**
 * Tells the audit log and those who watch what became of a job. What schedules do by themselves is bookkeeping and
 * leaves no row. Called inside the transaction of the change.
 */
@Injectable()
export class JobRecorder {
  constructor(
    private readonly audit: JobAudit,
    private readonly events: JobEvents,
    private readonly transactions: Transactions,
  ) {}

  async started(actor: Actor, row: JobRow): Promise<void> {
    await this.record(actor, row, { action: 'job.start', message: `Job ${row.kind} started` });
  }

  async cancelRequested(actor: Actor, row: JobRow): Promise<void> {
    const message = `Job ${row.kind} ${row.state === 'cancelled' ? 'cancelled' : 'asked to stop'}`;
    await this.record(actor, row, { action: 'job.cancel', message });
  }

  /** Says how a run ended; that it was cancelled is on record since somebody asked for it. */
  async ended(row: JobRow): Promise<void> {
    if (row.state !== 'succeeded' && row.state !== 'failed') {
      this.afterCommit(row);
      return;
    }
    const level = row.state === 'failed' ? 'warning' : 'info';
    await this.record(actorOf(row), row, { action: ENDS[row.state], message: `Job ${row.kind} ${row.state}`, level });
  }

  /** A job that was given back or lost may thereby have ended. */
  async requeued(row: JobRow): Promise<void> {
    if (row.state === 'queued') this.afterCommit(row);
    else await this.ended(row);
  }

  /** Outside of a transaction at once, inside when it has committed. */
  publish(row: JobRow): void {
    const { id, kind, state, progress, created_by: createdBy } = row;
    this.events.publish({ id, kind, state, progress, createdBy });
  }

  private async record(actor: Actor, row: JobRow, entry: Omit<JobAuditEntry, 'target'>): Promise<void> {
    const isScheduled = row.created_by_login === null && actor.principal === null;
    const target = { type: 'job', id: row.id, name: row.kind } as const;
    if (!isScheduled) await this.audit.record(actor, { ...entry, target });
    this.afterCommit(row);
  }

  private afterCommit(row: JobRow): void {
    this.transactions.afterCommit(() => this.publish(row));
  }
}

/** Enough of an actor to name in the audit log. */
const actorOf = ({ id, origin, created_by: userId, created_by_login: login }: JobRow): Actor => ({
  principal:
    login === null
      ? null
      : { userId: userId ?? '', login, permissions: PermissionSet.none, kind: 'session', tokenId: id },
  origin,
});
