import { Database, Transactions, statement } from '@app/database';
import type { Actor } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { AuditAdditions } from './audit-additions';
import type { AuditLevel } from './audit-row';
import { boundedText, snapshot } from './snapshot';

export interface AuditEntry {
  /** Feature and verb, such as `role.create`. */
  action: string;
  /** What was changed or revealed. `name` is what a reader recognises when the thing is gone. */
  target?: { type: string; id: string; name?: string };
  /** One sentence for a person. */
  message: string;
  /** `info` by default. */
  level?: AuditLevel;
  /** State before and after the change; secrets in them are masked, long parts cut. */
  before?: object;
  after?: object;
}

const INSERT = statement(
  'audit.record',
  `insert into audit_log (actor_id, actor_login, surface, action, target_type, target_id, target_name,
     message, level, before, after, request_id, address)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
);

/** The writer of the audit log. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly additions: AuditAdditions,
  ) {}

  /**
   * Writes one row in the running transaction, so that a change and its row stand or fall together. Throws outside of
   * `Transactions.run`, and whatever the database throws: a reveal that cannot be recorded must not happen.
   */
  async record({ principal, origin }: Actor, entry: AuditEntry): Promise<void> {
    if (!this.transactions.active) throw new Error(`Audit entry ${entry.action} is recorded outside a transaction`);
    const { action, target, message, level = 'info', before, after } = entry;
    await this.database.rows(INSERT, [
      principal?.userId ?? null,
      principal?.login ?? null,
      origin.surface,
      action,
      target?.type ?? null,
      target ? boundedText(target.id) : null,
      target?.name === undefined ? null : boundedText(target.name),
      boundedText(message),
      level,
      before ? snapshot(before) : null,
      after ? snapshot(after) : null,
      origin.requestId,
      origin.address,
    ]);
    this.transactions.afterCommit(() => this.additions.publish());
  }
}
